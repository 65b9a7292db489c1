package cn.jinlin.request.credit;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;

import cn.jinlin.events.Location;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.order.ServiceOrders;
import cn.jinlin.request.proof.Acceptance;
import cn.jinlin.request.proof.ManualCredit;
import cn.jinlin.request.proof.Scanned;
import cn.jinlin.request.proof.ScannedCode;
import cn.jinlin.request.roster.Claim;

/** Shows codes and takes scans, and what an officer enters for those who can't scan. */
@Service
@EnableConfigurationProperties(ManualCreditSettings.class)
class CreditDesk {
    /** How long a code lives; short enough that a picture of it is worthless by the time it was passed on. */
    private static final Duration LIFE = Duration.ofMinutes(2);

    private static final int KEY_BYTES = 32;

    private final ServiceOrders orders;
    private final CreditKeys keys;
    private final CreditCodes codes;
    private final ScanSeals seals;
    private final ManualCreditSettings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    CreditDesk(ServiceOrders orders, CreditKeys keys, CreditCodes codes, ScanSeals seals, ManualCreditSettings settings,
            Clock clock) {
        this.codes = codes;
        this.seals = seals;
        this.settings = settings;
        this.orders = orders;
        this.keys = keys;
        this.clock = clock;
    }

    Versioned<ServiceOrder> get(String orderId) {
        return orders.get(orderId);
    }

    /** A code of its own text and end. */
    record Code(String code, Instant expiresAt) {}

    /** A fresh code at every call; NOT_ACCEPTED before acceptance. */
    Code code(ServiceOrder order) {
        Acceptance acceptance = order.accepted();
        Instant expiresAt = clock.instant().plus(LIFE).truncatedTo(ChronoUnit.SECONDS);
        String keyId = CreditCodes.keyId(expiresAt);
        ScannedCode says = new ScannedCode(order.orderId(), acceptance.acceptanceId(), expiresAt);
        return new Code(codes.write(keyId, keys.toSign(keyId, this::fresh), says), expiresAt);
    }

    private byte[] fresh() {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    /**
     * What a member's phone sends.
     *
     * @param deviceId chosen by the app; only its digest is kept
     */
    record Sent(String memberId, String code, Optional<String> deviceId, Optional<Location> location) {}

    /** The member's claim with its credit. */
    Claim scan(String orderId, RequestKey key, Sent sent) {
        Instant now = clock.instant();
        Scanned scan = new Scanned(sent.memberId(), codes.read(sent.code(), keys::toVerify), sent.deviceId().map(seals::device),
                sent.location().map(location -> seals.here(orderId, sent.memberId(), location)));
        return credited(sent.memberId(),
                orders.change(orderId, key, now, current -> current.state().credit(scan, now)));
    }

    /** @param by who enters it */
    record Entry(String memberId, String by, Optional<String> officerMemberId, String reason) {}

    /** The claim with the credit that an officer entered. */
    Claim enter(String orderId, RequestKey key, Entry entry) {
        Instant now = clock.instant();
        ManualCredit wish = new ManualCredit(entry.memberId(), entry.by(), entry.officerMemberId(), entry.reason(),
                settings.allowance());
        return credited(entry.memberId(),
                orders.change(orderId, key, now, current -> current.state().creditByHand(wish, now)));
    }

    private static Claim credited(String memberId, Versioned<ServiceOrder> order) {
        return order.state().sheet().roster().of(memberId).orElseThrow();
    }
}
