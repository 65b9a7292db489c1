package cn.jinlin.launcher.district;

import java.util.Optional;

/**
 * A made-up member of the full district; with one registration or both.
 *
 * @param unit which of the planned units
 */
record PlannedMember(String name, String phone, int unit, Optional<String> unitCommunity, Optional<String> residence,
        Optional<String> compound, String skills) {
    /** As a line of the import; no cell holds a comma. */
    String line(String unitId) {
        return String.join(",", name, phone, "PARTY_MEMBER", unitId, unitCommunity.orElse(""), residence.orElse(""),
                compound.orElse(""), skills);
    }

    static String heading() {
        return "name,phone,kind,unit,unitCommunity,residenceCommunity,compound,skills";
    }
}
