package cn.jinlin.supervision.evidence;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Repository;

import cn.jinlin.events.RegistrationEvent.MemberChanged;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.View;

/** The members as last told, for the rules that look at them. */
@Repository
public class KnownMembers {
    private final View<MemberChanged> view;

    KnownMembers(Store store) {
        view = store.view("knownMembers", MemberChanged.class, _ -> Map.of(), List.of());
    }

    void apply(Collection<View.Entry<MemberChanged>> members) {
        view.apply(members);
    }

    public Optional<MemberChanged> find(String memberId) {
        return view.find(memberId);
    }
}
