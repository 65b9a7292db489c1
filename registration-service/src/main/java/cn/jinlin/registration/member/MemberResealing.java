package cn.jinlin.registration.member;

import java.util.List;

import org.springframework.stereotype.Component;

import cn.jinlin.kit.store.Versioned;
import cn.jinlin.registration.person.Resealer;

/** Goes through all members when the data keys change. */
@Component
class MemberResealing implements Resealer {
    private static final int AT_ONCE = 200;

    private final MemberDesk desk;

    MemberResealing(MemberDesk desk) {
        this.desk = desk;
    }

    @Override
    public long resealAll() {
        long written = 0;
        String after = "";
        List<Versioned<Member>> page = desk.everybody(after, AT_ONCE);
        while (!page.isEmpty()) {
            written += page.stream().filter(found -> desk.reseal(found.state())).count();
            after = page.getLast().state().memberId();
            page = desk.everybody(after, AT_ONCE);
        }
        return written;
    }
}
