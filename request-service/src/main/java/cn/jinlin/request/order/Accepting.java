package cn.jinlin.request.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.RequestEvent.ClaimStatus;
import cn.jinlin.events.RequestEvent.OrderAccepted;
import cn.jinlin.events.RequestEvent.OrderReopened;
import cn.jinlin.events.RequestEvent.ServiceResult;
import cn.jinlin.events.RequestEvent.ServiceVerdict;
import cn.jinlin.request.proof.Acceptance.Judgement;
import cn.jinlin.request.proof.Acceptance.Judging;
import cn.jinlin.request.proof.Completion;
import cn.jinlin.request.proof.WorkRefusal;
import cn.jinlin.request.roster.Claim;
import cn.jinlin.request.roster.Roster;

/** Accept first, then scan: who served is said by an officer who took no part, and only of those who were there. */
final class Accepting {
    /** How far the officer's figure may exceed the planned length. */
    static final int MINUTES_BEYOND = 60;

    private Accepting() {}

    /** Nobody accepts work of their own. */
    static void checkOutsider(Sheet sheet, Judging judging) {
        if (judging.officerMemberId().flatMap(sheet.roster()::live).isPresent()) {
            throw WorkRefusal.ACCEPTER_TOOK_PART.because();
        }
    }

    /** Judges everybody: who is not named and never came is absent; who came has to be named; who still waits is let go. */
    static Claiming.Step judge(Sheet sheet, Judging judging, Completion completion, Instant now) {
        checkOutsider(sheet, judging);
        judging.judgements().forEach(judgement -> check(sheet, judgement));
        Map<String, Judgement> named = judging.judgements().stream()
                .collect(Collectors.toMap(Judgement::memberId, Function.identity()));
        List<RequestEvent> facts = new ArrayList<>();
        Roster judged = sheet.roster()
                .each(claim -> settled(sheet, claim, Optional.ofNullable(named.get(claim.memberId())), facts, now));
        facts.addFirst(new OrderAccepted(sheet.orderId(), sheet.communityId(), results(judged), completion.outcomes(), now));
        return new Claiming.Step(sheet.with(judged), facts);
    }

    /** Nothing is said any more of those who were not credited; a credit stands until its entry is voided. */
    static Claiming.Step takeBack(Sheet sheet, String reason, Instant now) {
        List<String> placed = sheet.roster().claims().stream().filter(Claim::takesPlace).map(Claim::memberId).toList();
        return new Claiming.Step(sheet.with(sheet.roster().each(Claim::unjudged)),
                List.of(new OrderReopened(sheet.orderId(), sheet.communityId(), placed, reason, now)));
    }

    private static void check(Sheet sheet, Judgement judgement) {
        Optional<Claim> credited = sheet.roster().of(judgement.memberId())
                .filter(claim -> claim.status() == ClaimStatus.CREDITED);
        if (credited.isPresent()) {
            checkUnchanged(credited.get(), judgement);
            return;
        }
        Optional<Claim> claim = sheet.roster().live(judgement.memberId()).filter(Claim::takesPlace);
        boolean served = judgement.verdict() == ServiceVerdict.SERVED;
        if (served && claim.flatMap(Claim::presence).isEmpty()) {
            throw WorkRefusal.NOT_CHECKED_IN.because(judgement.memberId());
        }
        if (claim.isEmpty()) {
            throw WorkRefusal.NOT_CLAIMED.because(judgement.memberId());
        }
        long most = sheet.terms().length().toMinutes() + MINUTES_BEYOND;
        if (served && (judgement.minutes() < 0 || judgement.minutes() > most)) {
            throw WorkRefusal.MINUTES_OUT_OF_RANGE.because(judgement.memberId(), most);
        }
    }

    /** After a reopening: what was credited can only be said again. */
    private static void checkUnchanged(Claim credited, Judgement judgement) {
        if (judgement.verdict() != ServiceVerdict.SERVED || judgement.minutes() != credited.minutes()) {
            throw WorkRefusal.ALREADY_CREDITED.because(judgement.memberId());
        }
    }

    private static Claim settled(Sheet sheet, Claim claim, Optional<Judgement> judgement, List<RequestEvent> facts, Instant now) {
        if (!claim.live()) {
            return claim;
        }
        if (!claim.takesPlace()) {
            facts.add(Claiming.released(sheet, claim, "NOT_PROMOTED", now));
            return claim.now(ClaimStatus.RELEASED);
        }
        if (judgement.isEmpty() && claim.presence().isPresent()) {
            throw WorkRefusal.PARTICIPANT_MISSING.because(claim.memberId());
        }
        ServiceVerdict verdict = judgement.map(Judgement::verdict).orElse(ServiceVerdict.ABSENT);
        return claim.judged(verdict, verdict == ServiceVerdict.SERVED ? judgement.map(Judgement::minutes).orElse(0) : 0);
    }

    private static List<ServiceResult> results(Roster judged) {
        return judged.claims().stream().flatMap(claim -> verdict(claim).stream()
                .map(verdict -> new ServiceResult(claim.memberId(), verdict, claim.minutes()))).toList();
    }

    private static Optional<ServiceVerdict> verdict(Claim claim) {
        return switch (claim.status()) {
            case SERVED, CREDITED -> Optional.of(ServiceVerdict.SERVED);
            case ABSENT -> Optional.of(ServiceVerdict.ABSENT);
            case UNSATISFACTORY -> Optional.of(ServiceVerdict.UNSATISFACTORY);
            case CLAIMED, WAITLISTED, AWAITING_OFFICER, RELEASED, CHECKED_IN -> Optional.empty();
        };
    }
}
