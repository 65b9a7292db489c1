package cn.jinlin.supervision.district;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import org.bson.Document;
import org.springframework.stereotype.Repository;

import cn.jinlin.events.RegistrationEvent.MemberStatus;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.View;

/** The members as registration-service last told them; they carry neither name nor phone. */
@Repository
public class Members {
    private static final String COLLECTION = "members";
    private static final String COMMUNITIES = "communities";
    private static final String UNIT = "unitId";

    private final View<Member> view;
    private final MongoCollection<Document> documents;

    public Members(Store store) {
        view = store.view(COLLECTION, Member.class, Members::indexFields,
                List.of(new IndexModel(Indexes.ascending(COMMUNITIES, "_id"))));
        documents = store.documents(COLLECTION);
    }

    void apply(Collection<View.Entry<Member>> entries) {
        view.apply(entries);
    }

    List<Member> findAll(Collection<String> memberIds) {
        return view.findAll(memberIds);
    }

    /** Whether somebody is a member and was not deleted. */
    public boolean isActive(String memberId) {
        return view.find(memberId).filter(member -> member.now().status() == MemberStatus.ACTIVE).isPresent();
    }

    /** Those with a confirmed registration in a community, each once, with all communities that they are registered in. */
    public Map<String, List<String>> registeredIn(String communityId) {
        Map<String, List<String>> registered = new HashMap<>();
        for (Document member : documents.find(Filters.eq(COMMUNITIES, communityId))
                .projection(Projections.include(COMMUNITIES))) {
            registered.put(member.getString("_id"), List.copyOf(member.getList(COMMUNITIES, String.class)));
        }
        return registered;
    }

    /** @param communities with a confirmed registration */
    public record Registered(String memberId, Optional<String> unitId, List<String> communities) {}

    /** Everybody with a confirmed registration anywhere: as many as the district has, and only what is indexed of them. */
    public List<Registered> registered() {
        return documents.find(Filters.gt(COMMUNITIES, "")).projection(Projections.include(COMMUNITIES, UNIT))
                .map(member -> new Registered(member.getString("_id"), Optional.ofNullable(member.getString(UNIT)),
                        List.copyOf(member.getList(COMMUNITIES, String.class))))
                .into(new ArrayList<>());
    }

    private static Map<String, Object> indexFields(Member member) {
        Collection<String> communities = member.communities();
        if (communities.isEmpty()) {
            return Map.of();
        }
        return member.now().unitId().<Map<String, Object>>map(unit -> Map.of(COMMUNITIES, communities, UNIT, unit))
                .orElse(Map.of(COMMUNITIES, communities));
    }
}
