package cn.jinlin.request.order;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import cn.jinlin.events.RequestEvent.ClaimStatus;
import cn.jinlin.events.RequestEvent.MemberCredited;
import cn.jinlin.request.proof.Acceptance;
import cn.jinlin.request.proof.ManualCredit;
import cn.jinlin.request.proof.Proof;
import cn.jinlin.request.proof.Scanned;
import cn.jinlin.request.proof.ScannedCode;
import cn.jinlin.request.proof.WorkRefusal;
import cn.jinlin.request.roster.Claim;

/** Only who served is credited, once: by the member's own scan, or for people without a phone by an officer's hand. */
final class Crediting {
    private Crediting() {}

    /** One credit for each order and member; the same scan again finds the same id. */
    static String creditId(String orderId, String memberId) {
        return UUID.nameUUIDFromBytes((orderId + '/' + memberId).getBytes(StandardCharsets.UTF_8)).toString();
    }

    static Claiming.Step scan(Sheet sheet, Acceptance acceptance, Scanned scan, Instant now) {
        Claim claim = served(sheet, scan.memberId());
        checkCode(sheet, acceptance, scan.code(), now);
        checkOnce(claim);
        return credited(sheet, claim, new Proof.Scan(now, scan.device(), scan.here().map(Scanned.Here::sealed),
                scan.metresFrom(sheet.terms().location())));
    }

    private static void checkCode(Sheet sheet, Acceptance acceptance, Optional<ScannedCode> scanned, Instant now) {
        ScannedCode code = scanned.orElseThrow(() -> WorkRefusal.CODE_INVALID.because());
        if (!now.isBefore(code.expiresAt())) {
            throw WorkRefusal.CODE_EXPIRED.because(code.expiresAt());
        }
        if (!code.orderId().equals(sheet.orderId()) || !code.acceptanceId().equals(acceptance.acceptanceId())) {
            throw WorkRefusal.CODE_INVALID.because();
        }
    }

    /** Nobody vouches for work of their own, as at acceptance; and only few are credited without a scan. */
    static Claiming.Step enter(Sheet sheet, ManualCredit wish, Instant now) {
        if (wish.officerMemberId().flatMap(sheet.roster()::of).filter(Claim::takesPlace).isPresent()) {
            throw WorkRefusal.CREDITER_TOOK_PART.because();
        }
        Claim claim = served(sheet, wish.memberId());
        checkOnce(claim);
        int most = wish.allowance().of(sheet.roster().count(Crediting::served));
        if (sheet.roster().count(other -> other.enteredByHand().isPresent()) >= most) {
            throw WorkRefusal.MANUAL_CREDITS_EXHAUSTED.because(most);
        }
        return credited(sheet, claim, new Proof.ByOfficer(now, wish.by(), wish.reason()));
    }

    private static Claim served(Sheet sheet, String memberId) {
        return sheet.roster().of(memberId).filter(Crediting::served)
                .orElseThrow(() -> WorkRefusal.NOT_A_PARTICIPANT.because(memberId));
    }

    private static boolean served(Claim claim) {
        return claim.status() == ClaimStatus.SERVED || claim.status() == ClaimStatus.CREDITED;
    }

    private static void checkOnce(Claim claim) {
        if (claim.status() == ClaimStatus.CREDITED) {
            throw WorkRefusal.ALREADY_CREDITED.because(claim.memberId());
        }
    }

    private static Claiming.Step credited(Sheet sheet, Claim claim, Proof proof) {
        Claim credited = claim.credited(creditId(sheet.orderId(), claim.memberId()), proof);
        return new Claiming.Step(sheet.with(sheet.roster().with(credited)), List.of(told(sheet, credited, proof)));
    }

    private static MemberCredited told(Sheet sheet, Claim claim, Proof proof) {
        String creditId = claim.creditId().orElseThrow();
        Instant servedAt = sheet.terms().startsAt();
        return switch (proof) {
            case Proof.Scan scan -> new MemberCredited(sheet.orderId(), creditId, sheet.communityId(), claim.memberId(),
                    claim.unitId(), claim.minutes(), servedAt, scan.at(), false, scan.device(), scan.distanceMetres());
            case Proof.ByOfficer hand -> new MemberCredited(sheet.orderId(), creditId, sheet.communityId(), claim.memberId(),
                    claim.unitId(), claim.minutes(), servedAt, hand.at(), true, Optional.empty(), Optional.empty());
        };
    }
}
