package cn.jinlin.request.credit;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import org.springframework.stereotype.Service;

import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.request.order.Acceptance;
import cn.jinlin.request.order.Claim;
import cn.jinlin.request.order.ScannedCode;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.order.ServiceOrders;

/** Shows codes and takes scans. */
@Service
class CreditDesk {
    /** How long a code lives; short enough that a picture of it is worthless by the time it was passed on. */
    private static final Duration LIFE = Duration.ofMinutes(2);

    private static final int KEY_BYTES = 32;

    private final ServiceOrders orders;
    private final CreditKeys keys;
    private final CreditCodes codes;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    CreditDesk(ServiceOrders orders, CreditKeys keys, CreditCodes codes, Clock clock) {
        this.codes = codes;
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
        String keyId = expiresAt.atZone(ZoneOffset.UTC).toLocalDate().toString();
        ScannedCode says = new ScannedCode(order.orderId(), acceptance.acceptanceId(), expiresAt);
        return new Code(codes.write(keyId, keys.toSign(keyId, this::fresh), says), expiresAt);
    }

    private byte[] fresh() {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The member's claim with its credit. */
    Claim scan(String orderId, RequestKey key, String memberId, String code) {
        Instant now = clock.instant();
        Optional<ScannedCode> scanned = codes.read(code, keys::toVerify);
        return orders.change(orderId, key, now, current -> current.state().credit(memberId, scanned, now)).state().sheet()
                .roster()
                .of(memberId).orElseThrow();
    }
}
