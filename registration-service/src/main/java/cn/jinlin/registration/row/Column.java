package cn.jinlin.registration.row;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A column of the table, by any of its names; case, blanks, hyphens and underscores in an English name do not matter. */
public enum Column {
    NAME("name", "姓名"), PHONE("phone", "手机号", "手机", "手机号码", "电话", "联系电话"), KIND("kind", "类别", "人员类别"), UNIT("unit", "单位", "工作单位",
            "所在单位"), UNIT_COMMUNITY("unitCommunity", "单位共建社区", "单位报到社区"), RESIDENCE_COMMUNITY("residenceCommunity", "居住社区",
                    "居住地社区"), COMPOUND("compound", "小区", "居住小区"), SKILLS("skills", "特长", "技能");

    /** Without these nobody can be entered. */
    static final List<Column> NEEDED = List.of(NAME, PHONE, KIND);

    private final String field;
    @SuppressWarnings("ImmutableEnumChecker") // never changed once made
    private final List<String> chinese;

    Column(String field, String... chinese) {
        this.field = field;
        this.chinese = List.of(chinese);
    }

    /** Its name in answers and reports, and its English heading. */
    public String field() {
        return field;
    }

    /** Its heading in the template. */
    public String heading(Locale locale) {
        return locale.getLanguage().equals("zh") ? chinese.getFirst() : field;
    }

    static Optional<Column> of(String heading) {
        String plain = heading.replaceAll("[\\s_*-]", "");
        return Arrays.stream(values())
                .filter(column -> column.field.equalsIgnoreCase(plain) || column.chinese.contains(plain)).findFirst();
    }
}
