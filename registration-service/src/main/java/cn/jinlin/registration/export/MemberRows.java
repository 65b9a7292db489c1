package cn.jinlin.registration.export;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import cn.jinlin.registration.community.Community;
import cn.jinlin.registration.community.CommunityDesk;
import cn.jinlin.registration.member.MemberAnswers.MemberAnswer;
import cn.jinlin.registration.member.MemberAnswers.RegistrationAnswer;
import cn.jinlin.registration.unit.Unit;
import cn.jinlin.registration.unit.UnitDesk;

/** A member as a row of texts, with the names of unit and communities. */
@Component
class MemberRows {
    private final UnitDesk units;
    private final CommunityDesk communities;

    MemberRows(UnitDesk units, CommunityDesk communities) {
        this.units = units;
        this.communities = communities;
    }

    static List<String> headings(Locale locale) {
        return locale.getLanguage().equals("zh")
                ? List.of("成员编号", "类别", "姓名", "手机号", "单位编号", "单位", "单位共建社区代码", "单位共建社区", "单位报到状态", "居住社区代码", "居住社区", "小区",
                        "居住地报到状态", "特长", "状态")
                : List.of("memberId", "kind", "name", "phone", "unitId", "unit", "unitCommunityId", "unitCommunity",
                        "unitCommunityStatus", "residenceCommunityId", "residenceCommunity", "compound", "residenceStatus",
                        "skills", "status");
    }

    /** Names that were looked up once, for one export. */
    final class Writer {
        private final Remembered<Unit> knownUnits = new Remembered<>(units::find);
        private final Remembered<Community> knownCommunities = new Remembered<>(communities::find);

        List<String> row(MemberAnswer member) {
            return Stream.of(
                    Stream.of(member.memberId(), member.kind().name(), member.name(), member.phone(), member.unitId().orElse(""),
                            member.unitId().flatMap(knownUnits::get).map(Unit::name).orElse("")),
                    place(member.registrations().unitCommunity(), false), place(member.registrations().residence(), true),
                    Stream.of(String.join("；", member.skills()), member.status().name())).flatMap(each -> each).toList();
        }

        private Stream<String> place(Optional<RegistrationAnswer> one, boolean withCompound) {
            Optional<Community> community = one.map(RegistrationAnswer::communityId).flatMap(knownCommunities::get);
            Stream<String> compound = Stream
                    .of(one.flatMap(RegistrationAnswer::compoundId)
                            .map(id -> community.stream().flatMap(known -> known.compounds().stream())
                                    .filter(known -> known.compoundId().equals(id)).map(known -> known.name()).findFirst()
                                    .orElse(id))
                            .orElse(""));
            return Stream.of(
                    Stream.of(one.map(RegistrationAnswer::communityId).orElse(""), community.map(Community::name).orElse("")),
                    withCompound ? compound : Stream.<String>empty(), Stream.of(one.map(it -> it.status().name()).orElse("")))
                    .flatMap(each -> each);
        }
    }

    private static final class Remembered<T> {
        private final java.util.Map<String, Optional<T>> known = new java.util.HashMap<>();
        private final java.util.function.Function<String, Optional<T>> find;

        Remembered(java.util.function.Function<String, Optional<T>> find) {
            this.find = find;
        }

        Optional<T> get(String id) {
            return known.computeIfAbsent(id, find);
        }
    }
}
