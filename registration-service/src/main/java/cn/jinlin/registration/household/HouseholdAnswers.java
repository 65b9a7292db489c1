package cn.jinlin.registration.household;

import java.time.Instant;
import java.util.Optional;

import org.springframework.stereotype.Component;

import cn.jinlin.registration.household.Household.Status;
import cn.jinlin.registration.person.Mask;

/** What of a household goes out: masked, unless it was disclosed. */
@Component
class HouseholdAnswers {
    private final HouseholdSealing sealing;

    HouseholdAnswers(HouseholdSealing sealing) {
        this.sealing = sealing;
    }

    /**
     * A household without anything that tells where it is.
     *
     * @param contactName the family name alone
     * @param visitorId the member that visits it now
     */
    record HouseholdAnswer(String householdId, String communityId, Status status, Instant since, Optional<String> contactName,
            Optional<String> phone, Optional<String> visitorId) {}

    record DisclosedHousehold(String householdId, String contactName, Optional<String> phone, String address,
            Optional<String> needs) {}

    HouseholdAnswer masked(Household household, Optional<String> visitorId) {
        Optional<Contents> contents = household.sealed().map(sealed -> sealing.open(household.householdId(), sealed));
        return new HouseholdAnswer(household.householdId(), household.communityId(), household.status(), household.since(),
                contents.map(Contents::contactName).map(Mask::name), contents.flatMap(Contents::phone).map(Mask::phone),
                visitorId);
    }

    DisclosedHousehold disclosed(Household household) {
        household.requireActive();
        Contents contents = sealing.open(household.householdId(), household.sealed().orElseThrow());
        return new DisclosedHousehold(household.householdId(), contents.contactName(), contents.phone(), contents.address(),
                contents.needs());
    }
}
