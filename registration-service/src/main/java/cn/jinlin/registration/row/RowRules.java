package cn.jinlin.registration.row;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.registration.community.Community;
import cn.jinlin.registration.enrolment.Enrolment;
import cn.jinlin.registration.member.Registration.Place;
import cn.jinlin.registration.member.RegistrationKind;
import cn.jinlin.registration.unit.Unit;

/**
 * What a line must be to count, by the rules of the single calls: the district enters anybody; a liaison party members of
 * its unit with their unit's community; an officer residents of its own communities.
 */
public final class RowRules {
    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_PLACE = 100;

    private final Caller sender;
    private final boolean confirmed;
    private final Gazetteer gazetteer;

    public RowRules(Caller sender, boolean confirmed, Gazetteer gazetteer) {
        this.sender = sender;
        this.confirmed = confirmed;
        this.gazetteer = gazetteer;
    }

    /** Empty when the row has faults. */
    public Optional<Enrolment> check(Row row, String newId) {
        Optional<String> name = row.needed(Column.NAME, LONGEST_NAME);
        Optional<String> phone = row.phone();
        Optional<MemberKind> kind = kind(row);
        Optional<String> unit = kind.flatMap(known -> unit(row, known));
        Map<RegistrationKind, Enrolment.Report> reports = new EnumMap<>(RegistrationKind.class);
        kind.flatMap(known -> unitCommunity(row, known, unit))
                .ifPresent(place -> reports.put(RegistrationKind.UNIT_COMMUNITY, report(place)));
        kind.flatMap(known -> residence(row, known)).ifPresent(place -> reports.put(RegistrationKind.RESIDENCE, report(place)));
        Optional<List<String>> skills = row.skills();
        return row.faults().isEmpty() && name.isPresent() && phone.isPresent() && kind.isPresent()
                ? Optional.of(new Enrolment(newId, kind.get(), name.get(), phone.get(), unit, skills, reports))
                : Optional.empty();
    }

    private Optional<MemberKind> kind(Row row) {
        Optional<String> text = row.needed(Column.KIND, LONGEST_NAME);
        Optional<MemberKind> kind = text.flatMap(given -> switch (given.toUpperCase(java.util.Locale.ROOT)) {
            case "PARTY_MEMBER", "党员", "在职党员" -> Optional.of(MemberKind.PARTY_MEMBER);
            case "RESIDENT", "居民" -> Optional.of(MemberKind.RESIDENT);
            default -> Optional.empty();
        });
        if (text.isPresent() && kind.isEmpty()) {
            row.wrong(Column.KIND, "NOT_ONE_OF", "PARTY_MEMBER, RESIDENT, 党员, 居民");
        }
        Role needed = kind.filter(MemberKind.RESIDENT::equals).isPresent() ? Role.COMMUNITY_OFFICER : Role.UNIT_LIAISON;
        if (kind.isPresent() && !sender.isDistrictAdmin() && !sender.has(needed)) {
            row.wrong(Column.KIND, "OUT_OF_SCOPE");
            return Optional.empty();
        }
        return kind;
    }

    private Optional<String> unit(Row row, MemberKind kind) {
        Optional<String> text = row.text(Column.UNIT, LONGEST_PLACE);
        if (kind == MemberKind.RESIDENT) {
            text.ifPresent(given -> row.wrong(Column.UNIT, "NOT_FOR_RESIDENTS"));
            return Optional.empty();
        }
        if (text.isEmpty() && !sender.isDistrictAdmin()) {
            return sender.unitId();
        }
        Optional<String> unit = text.isEmpty() ? row.needed(Column.UNIT, LONGEST_PLACE) : unit(row, text.get());
        if (unit.filter(found -> !sender.isDistrictAdmin() && !sender.isLiaisonOf(found)).isPresent()) {
            row.wrong(Column.UNIT, "OUT_OF_SCOPE");
        }
        return unit;
    }

    /** Of several units of a name, a liaison means its own. */
    private Optional<String> unit(Row row, String name) {
        List<Unit> found = gazetteer.units(name);
        List<Unit> own = found.stream().filter(unit -> sender.isLiaisonOf(unit.unitId())).toList();
        return one(row, Column.UNIT, own.isEmpty() ? found : own).map(Unit::unitId);
    }

    private Optional<Place> unitCommunity(Row row, MemberKind kind, Optional<String> unit) {
        Optional<String> text = row.text(Column.UNIT_COMMUNITY, LONGEST_PLACE);
        if (kind == MemberKind.RESIDENT) {
            text.ifPresent(given -> row.wrong(Column.UNIT_COMMUNITY, "NOT_FOR_RESIDENTS"));
            return Optional.empty();
        }
        Optional<Community> community = text
                .flatMap(given -> one(row, Column.UNIT_COMMUNITY, gazetteer.communities(given)));
        if (community.isPresent() && unit.isPresent() && !gazetteer.partners(unit.get(), community.get().communityId())) {
            row.wrong(Column.UNIT_COMMUNITY, "NOT_A_PARTNER");
        }
        return community.map(one -> new Place(one.communityId(), Optional.empty()));
    }

    private Optional<Place> residence(Row row, MemberKind kind) {
        Optional<Community> community = row.text(Column.RESIDENCE_COMMUNITY, LONGEST_PLACE)
                .flatMap(given -> one(row, Column.RESIDENCE_COMMUNITY, gazetteer.communities(given)))
                .or(() -> ownCommunity(row, kind));
        Optional<String> compound = row.text(Column.COMPOUND, LONGEST_PLACE);
        if (community.isEmpty()) {
            compound.ifPresent(given -> row.wrong(Column.COMPOUND, "ONLY_WITH_RESIDENCE"));
            return Optional.empty();
        }
        String communityId = community.get().communityId();
        if (!sender.isDistrictAdmin() && !(kind == MemberKind.RESIDENT && sender.isOfficerOf(communityId))) {
            row.wrong(Column.RESIDENCE_COMMUNITY, "OUT_OF_SCOPE");
        }
        Optional<String> compoundId = compound.flatMap(given -> Gazetteer.compound(community.get(), given));
        if (compound.isPresent() && compoundId.isEmpty()) {
            row.wrong(Column.COMPOUND, "UNKNOWN");
        }
        return Optional.of(new Place(communityId, compoundId));
    }

    /** An officer of one community means that one where the cell is empty; one of several has to say which. */
    private Optional<Community> ownCommunity(Row row, MemberKind kind) {
        if (kind != MemberKind.RESIDENT || sender.isDistrictAdmin()) {
            return Optional.empty();
        }
        if (sender.communityIds().size() != 1) {
            row.needed(Column.RESIDENCE_COMMUNITY, LONGEST_PLACE);
            return Optional.empty();
        }
        return gazetteer.communities(sender.communityIds().iterator().next()).stream().findFirst();
    }

    private Enrolment.Report report(Place place) {
        return new Enrolment.Report(place, confirmed && (sender.isDistrictAdmin() || sender.isOfficerOf(place.communityId())));
    }

    private static <T> Optional<T> one(Row row, Column column, List<T> found) {
        if (found.size() != 1) {
            row.wrong(column, found.isEmpty() ? "UNKNOWN" : "AMBIGUOUS");
        }
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
