package cn.jinlin.supervision.ledger;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.events.RegistrationEvent.UnitChanged;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.supervision.district.Communities;
import cn.jinlin.supervision.district.Units;
import cn.jinlin.supervision.evidence.Account;
import cn.jinlin.supervision.evidence.Deeds;
import cn.jinlin.supervision.evidence.Entries;
import cn.jinlin.supervision.evidence.LedgerEntry;

/** Opens the ledgers of units and communities. */
@Service
class LedgerDesk {
    private static final int AT_ONCE = 500;

    private final Entries entries;
    private final Deeds deeds;
    private final Units units;
    private final Communities communities;
    private final Clock clock;
    private final ZoneId zone;

    /** What an account came to in a period. */
    record Opened(Account account, String name, Period period, Sums.Totals totals, Sums.Comparison comparison) {}

    LedgerDesk(Entries entries, Deeds deeds, Units units, Communities communities, Clock clock,
            @Value("${jinlin.zone:Asia/Shanghai}") ZoneId zone) {
        this.entries = entries;
        this.deeds = deeds;
        this.units = units;
        this.communities = communities;
        this.clock = clock;
        this.zone = zone;
    }

    Period period(Optional<String> from, Optional<String> to) {
        return Period.of(from, to, LocalDate.ofInstant(clock.instant(), zone));
    }

    /** The name of a unit or community that is known here; else NOT_FOUND. */
    String name(Account account) {
        Optional<String> name = switch (account.kind()) {
            case UNIT -> units.find(account.id()).map(UnitChanged::name);
            case COMMUNITY -> communities.find(account.id()).map(CommunityChanged::name);
        };
        return name.orElseThrow(() -> KitRefusal.NOT_FOUND.because("ledger", account.id()));
    }

    /** Adds up a period; costs what this one account has in it. */
    Opened open(Account account, Period period) {
        String name = name(account);
        Sums sums = new Sums();
        each(account, period, sums::add);
        deeds.credits(account, period.start(zone), period.end(zone)).forEach(sums::add);
        return new Opened(account, name, period, sums.totals(), sums.comparison());
    }

    /** The entries of a period, the earliest service first. */
    List<LedgerEntry> page(Account account, Period period, Optional<String> after, int limit) {
        return entries.page(account, period.start(zone), period.end(zone), after, limit);
    }

    /** Every entry of a period, read part by part. */
    void each(Account account, Period period, Consumer<LedgerEntry> reader) {
        Optional<String> after = Optional.empty();
        List<LedgerEntry> part;
        do {
            part = page(account, period, after, AT_ONCE);
            part.forEach(reader);
            after = part.isEmpty() ? after : Optional.of(Entries.servedKey(part.getLast()));
        } while (part.size() == AT_ONCE);
    }

    /** The chains of a member, as they were told. */
    List<Head> heads(String memberId) {
        return Head.of(entries.ofMember(memberId));
    }
}
