package cn.jinlin.registration.roll;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import org.springframework.stereotype.Repository;

import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.View;

/** Who holds or held a claim on which community's orders: its officers may know their names. Fed by request-service. */
@Repository
class Claimants {
    private static final String HELD_AT = "heldAt";

    private final View<Claimancy> claims;

    Claimants(Store store) {
        claims = store.view("claims", Claimancy.class,
                claim -> claim.held() ? Map.of(HELD_AT, place(claim.memberId(), claim.communityId())) : Map.of(),
                List.of(new IndexModel(Indexes.ascending(HELD_AT))));
    }

    /** @param held false once it was given up */
    record Claimancy(String memberId, String communityId, boolean held) {}

    static View.Entry<Claimancy> entry(String orderId, long version, Claimancy claim) {
        return new View.Entry<>(orderId + '/' + claim.memberId(), version, claim);
    }

    void apply(Collection<View.Entry<Claimancy>> entries) {
        claims.apply(entries);
    }

    /** Those of these members who claim on orders of one of these communities. */
    Set<String> among(Collection<String> memberIds, Collection<String> communityIds) {
        List<String> places = memberIds.stream()
                .flatMap(member -> communityIds.stream().map(community -> place(member, community)))
                .toList();
        return places.isEmpty()
                ? Set.of()
                : claims.find(Filters.in(HELD_AT, places), Filters.empty(), Integer.MAX_VALUE).stream().map(Claimancy::memberId)
                        .collect(Collectors.toSet());
    }

    private static String place(String memberId, String communityId) {
        return memberId + '/' + communityId;
    }
}
