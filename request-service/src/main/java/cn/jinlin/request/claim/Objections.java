package cn.jinlin.request.claim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import cn.jinlin.kit.domain.Refused;

/** What stands against the members of one request. Against a group all of it is told at once, each member by name. */
final class Objections {
    private final boolean group;
    private final Map<String, Refused> byMember = new LinkedHashMap<>();

    Objections(List<String> memberIds) {
        this.group = memberIds.size() > 1;
    }

    /** One member and the rule that stands against it. */
    record Objection(String memberId, String code) {}

    void hear(String memberId, Runnable rule) {
        try {
            rule.run();
        } catch (Refused refused) {
            add(memberId, refused);
        }
    }

    void add(String memberId, Refused refused) {
        byMember.put(memberId, refused);
    }

    boolean any() {
        return !byMember.isEmpty();
    }

    /** The first refusal, if there is any. */
    void raise() {
        if (any()) {
            Refused first = byMember.values().iterator().next();
            throw group ? first.with("refused", all()) : first;
        }
    }

    private List<Objection> all() {
        return byMember.entrySet().stream().map(each -> new Objection(each.getKey(), each.getValue().refusal().name())).toList();
    }
}
