package cn.jinlin.request.chaos;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;

import cn.jinlin.kit.Ids;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.request.chaos.Board.Phase;
import cn.jinlin.request.chaos.Board.Poster;
import cn.jinlin.request.chaos.Door.Ask;
import cn.jinlin.request.chaos.Door.Reply;
import cn.jinlin.request.history.Answer;

/** A member: claims, thinks better of it, comes, leaves, scans. */
final class Volunteer {
    private final String memberId;
    private final List<String> mates;
    private final String token;
    private final String liaison;
    private final Board board;
    private final Errands errands;
    private final Journal journal;
    private final Random random;

    Volunteer(String memberId, People people, Board board, Errands errands, Journal journal, Random random) {
        String unitId = people.unitOf().get(memberId);
        this.memberId = memberId;
        this.mates = people.members().stream()
                .filter(other -> people.unitOf().get(other).equals(unitId) && !other.equals(memberId)).toList();
        this.token = TestTokens.member(memberId, unitId);
        this.liaison = TestTokens.liaison(unitId);
        this.board = board;
        this.errands = errands;
        this.journal = journal;
        this.random = random;
    }

    void live(BooleanSupplier goesOn) {
        while (goesOn.getAsBoolean()) {
            Pace.between(random, 200, 1_000);
            act();
        }
    }

    private void act() {
        int dice = random.nextInt(100);
        Optional<Poster> code = board.any(random, poster -> poster.phase == Phase.JUDGED && poster.served.contains(memberId));
        if (code.isPresent() && dice < 70) {
            scan(code.get());
        } else if (dice < 12) {
            board.any(random, poster -> mine(poster) && (dice < 2 || poster.startsAt.isAfter(Instant.now())))
                    .ifPresent(this::release);
        } else if (dice < 50) {
            board.any(random, poster -> mine(poster) && poster.startsAt.isBefore(Instant.now().plusSeconds(1)))
                    .ifPresentOrElse(this::come, () -> board.any(random, this::claimable).ifPresent(this::claim));
        } else {
            board.any(random, this::claimable).ifPresent(dice > 95 ? this::assign : this::claim);
        }
    }

    private boolean mine(Poster poster) {
        return poster.claimants.contains(memberId);
    }

    private boolean claimable(Poster poster) {
        return poster.phase == Phase.CLAIMABLE
                && (random.nextInt(10) == 0 || !mine(poster) && poster.startsAt.isAfter(Instant.now()));
    }

    /** The liaison assigns this member and another of the unit. */
    private void assign(Poster poster) {
        List<String> both = List.of(memberId, mates.get(random.nextInt(mates.size())));
        String key = Ids.next();
        errands.run(key,
                Ask.post(liaison, poster.path() + "/assignments",
                        "{\"memberIds\":[\"" + String.join("\",\"", both) + "\"]}", key),
                call -> journal.note("assign", new Answer.Assigned(poster.orderId, both, call))).filter(Reply::done)
                .ifPresent(_ -> poster.claimants.addAll(both));
    }

    private void claim(Poster poster) {
        boolean self = random.nextInt(8) > 0;
        String key = Ids.next();
        String body = self ? "{\"companions\":" + random.nextInt(3) + "}" : "{\"memberId\":\"" + memberId + "\"}";
        Optional<Reply> reply = errands.run(key, Ask.post(self ? token : liaison, poster.path() + "/claims", body, key),
                call -> journal.note("claim", new Answer.Claimed(poster.orderId, memberId, call)));
        reply.filter(Reply::done).ifPresent(_ -> poster.claimants.add(memberId));
    }

    private void release(Poster poster) {
        Optional<Reply> reply = errands.run(Ids.next(), Ask.delete(token, poster.path() + "/claims/" + memberId),
                call -> journal.note("release", new Answer.Released(poster.orderId, memberId, call)));
        reply.filter(Reply::done).ifPresent(_ -> poster.claimants.remove(memberId));
    }

    private void come(Poster poster) {
        boolean in = random.nextInt(4) > 0;
        String key = Ids.next();
        errands.run(key, Ask.post(token, poster.path() + (in ? "/check-ins" : "/check-outs"), "{}", key),
                call -> journal.note(in ? "check-in" : "check-out", in
                        ? new Answer.CheckedIn(poster.orderId, memberId, call)
                        : new Answer.CheckedOut(poster.orderId, memberId, call)));
    }

    /** Some scan with two phones at once. */
    private void scan(Poster poster) {
        if (random.nextInt(4) == 0) {
            Thread.startVirtualThread(() -> scanOnce(poster));
        }
        Optional<Reply> reply = scanOnce(poster);
        if (reply.isPresent() && random.nextInt(5) > 0) {
            poster.served.remove(memberId);
        }
    }

    private Optional<Reply> scanOnce(Poster poster) {
        String key = Ids.next();
        return errands.run(key, Ask.post(token, poster.path() + "/credits", "{\"code\":\"" + poster.code + "\"}", key),
                call -> journal.note("scan", new Answer.Credited(poster.orderId, memberId, call)));
    }
}
