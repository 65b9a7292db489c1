package cn.jinlin.request.chaos;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.kit.Ids;
import cn.jinlin.request.chaos.Board.Phase;
import cn.jinlin.request.chaos.Board.Poster;
import cn.jinlin.request.chaos.Door.Ask;
import cn.jinlin.request.chaos.Door.Reply;
import cn.jinlin.request.history.Answer;

/** What an officer changes of an order that members claim already, and what it says of claims that wait for it. */
final class Planning {
    private final Desk desk;
    private final Poster poster;

    Planning(Desk desk, Poster poster) {
        this.desk = desk;
        this.poster = poster;
    }

    void untilTheStart() {
        while (poster.phase == Phase.CLAIMABLE && Instant.now().isBefore(poster.startsAt.minusMillis(500))) {
            Pace.between(desk.random(), 600, 2_500);
            int dice = desk.random().nextInt(100);
            if (dice < 25) {
                edit(OptionalInt.of(Math.max(1, poster.places + desk.random().nextInt(-1, 2))), Optional.empty());
            } else if (dice < 35) {
                edit(OptionalInt.empty(), Optional.of(poster.startsAt.plusMillis(desk.random().nextInt(1, 900))));
            } else if (dice < 39) {
                cancel();
            } else {
                desk.claims(poster, "AWAITING_OFFICER").forEach(this::decide);
            }
        }
    }

    private void decide(String memberId) {
        boolean confirms = desk.random().nextInt(3) > 0;
        String key = Ids.next();
        desk.errands().run(key,
                Ask.post(desk.token(), poster.path() + "/claims/" + memberId + "/decision",
                        "{\"decision\":\"" + (confirms ? "CONFIRMED" : "REJECTED") + "\"}", key),
                call -> desk.journal().note("decide", new Answer.Decided(poster.orderId, memberId, confirms, call)));
    }

    private void edit(OptionalInt places, Optional<Instant> start) {
        Optional<String> etag = desk.errands().ask(Ask.get(desk.token(), poster.path())).flatMap(Reply::etag);
        if (etag.isEmpty()) {
            return;
        }
        String body = places.isPresent()
                ? "{\"capacity\":{\"min\":1,\"max\":" + places.getAsInt() + "}}"
                : "{\"startsAt\":\"" + start.orElseThrow() + "\"}";
        Optional<Reply> reply = desk.errands().run(Ids.next(), Ask.patch(desk.token(), poster.path(), body, etag.get()),
                call -> desk.journal().note("edit", new Answer.Edited(poster.orderId, places, start, Optional.empty(), call)));
        reply.filter(Reply::done).ifPresent(edited -> {
            poster.places = edited.body().path("capacity").path("max").asInt();
            poster.startsAt = Instant.parse(edited.body().path("startsAt").asString());
        });
    }

    private void cancel() {
        if (desk.move(poster, "cancel", "/cancellation", "{\"reason\":\"rain\"}", OrderStatus.CANCELLED).filter(Reply::done)
                .isPresent()) {
            poster.phase = Phase.OVER;
        }
    }
}
