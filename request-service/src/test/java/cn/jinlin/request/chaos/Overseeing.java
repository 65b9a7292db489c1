package cn.jinlin.request.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.kit.Ids;
import cn.jinlin.request.chaos.Board.Phase;
import cn.jinlin.request.chaos.Board.Poster;
import cn.jinlin.request.chaos.Door.Ask;
import cn.jinlin.request.chaos.Door.Reply;
import cn.jinlin.request.history.Answer;

/** What an officer does from the start on: the roll, the end of the work, its acceptance, and the code. */
final class Overseeing {
    private static final int TRIES_TO_COMPLETE = 12;
    private static final Duration CODE_IS_FRESH_FOR = Duration.ofSeconds(90);

    private final Desk desk;
    private final Poster poster;

    Overseeing(Desk desk, Poster poster) {
        this.desk = desk;
        this.poster = poster;
    }

    void work() {
        poster.phase = Phase.AT_WORK;
        desk.claims(poster, "CLAIMED").stream().filter(_ -> desk.random().nextInt(4) > 0).forEach(this::callRoll);
        if (desk.random().nextInt(2) == 0) {
            callRoll(desk.people().members().get(desk.random().nextInt(desk.people().members().size())));
        }
        Pace.between(desk.random(), 300, 2_000);
        if (complete()) {
            if (desk.random().nextInt(6) == 0) {
                desk.move(poster, "rework", "/acceptance", "{\"verdict\":\"REWORK\",\"comment\":\"again\"}", OrderStatus.REWORK);
                complete();
            }
            accept();
            if (desk.random().nextInt(6) == 0 && reopen() && complete()) {
                accept();
            }
        }
        poster.phase = Phase.OVER;
    }

    /** Whoever has scanned by now keeps the credit; the others scan the code of the next acceptance. */
    private boolean reopen() {
        poster.served.clear();
        poster.phase = Phase.AT_WORK;
        return desk.move(poster, "reopen", "/reopening", "{\"reason\":\"not clean\"}", OrderStatus.REWORK).filter(Reply::done)
                .isPresent();
    }

    private void callRoll(String memberId) {
        String key = Ids.next();
        desk.errands().run(key, Ask.post(desk.token(), poster.path() + "/check-ins", "{\"memberId\":\"" + memberId + "\"}", key),
                call -> desk.journal().note("roll-call", new Answer.CheckedIn(poster.orderId, memberId, call)));
    }

    /** An instance whose clock is behind may say that the work has not begun. */
    private boolean complete() {
        for (int i = 0; i < TRIES_TO_COMPLETE; i++) {
            Optional<Reply> reply = desk.move(poster, "complete", "/completion", "{\"summary\":\"done\"}", OrderStatus.COMPLETED);
            if (reply.isEmpty() || reply.get().done() || !reply.get().code().equals("NOT_IN_PROGRESS")) {
                return reply.filter(Reply::done).isPresent();
            }
            Pace.between(desk.random(), 500, 1_000);
        }
        return false;
    }

    /** Somebody may come between the look and the word; then the officer looks again. */
    private void accept() {
        for (int i = 0; i < 3; i++) {
            Set<String> served = new HashSet<>();
            String participants = desk.claims(poster, "CHECKED_IN").stream().map(memberId -> verdict(memberId, served))
                    .collect(Collectors.joining(","));
            String key = Ids.next();
            Optional<Reply> reply = desk.errands().run(key,
                    Ask.post(desk.token(), poster.path() + "/acceptance",
                            "{\"verdict\":\"ACCEPTED\",\"participants\":[" + participants + "],\"comment\":\"\"}", key),
                    call -> desk.journal().note("accept", new Answer.Accepted(poster.orderId, call)));
            if (reply.filter(Reply::done).isPresent()) {
                show(served);
                return;
            }
        }
    }

    private String verdict(String memberId, Set<String> served) {
        boolean well = desk.random().nextInt(6) > 0;
        if (well) {
            served.add(memberId);
        }
        return "{\"memberId\":\"%s\",\"verdict\":\"%s\",\"minutes\":%d}".formatted(memberId, well ? "SERVED" : "UNSATISFACTORY",
                well ? desk.random().nextInt(1, 60) : 0);
    }

    /** Shows a fresh code until everybody has scanned, or for a while. */
    private void show(Set<String> served) {
        Instant end = Instant.now().plus(CODE_IS_FRESH_FOR);
        desk.errands().ask(Ask.get(desk.token(), poster.path() + "/credit-code")).ifPresent(code -> {
            poster.code = code.body().path("code").asString();
            poster.served.addAll(served);
            poster.phase = Phase.JUDGED;
        });
        while (desk.open().getAsBoolean() && !poster.served.isEmpty() && Instant.now().isBefore(end)) {
            Pace.between(desk.random(), 500, 1_500);
        }
    }
}
