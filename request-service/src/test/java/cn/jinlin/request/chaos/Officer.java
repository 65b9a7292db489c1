package cn.jinlin.request.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

import cn.jinlin.events.RequestEvent.OfferStatus;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.kit.Ids;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.request.chaos.Board.Phase;
import cn.jinlin.request.chaos.Board.Poster;
import cn.jinlin.request.chaos.Door.Ask;
import cn.jinlin.request.chaos.Door.Reply;
import cn.jinlin.request.history.Answer;

/** An officer with one order, from the posting to the code; the units' answers to its offers, too. */
final class Officer {
    private static final List<String> AUDIENCES = List.of("PARTNER_UNITS", "COMMUNITY", "DISTRICT", "DISTRICT", "DISTRICT",
            "DISTRICT");
    private static final int TRIES_TO_COMPLETE = 12;
    private static final Duration CODE_IS_FRESH_FOR = Duration.ofSeconds(90);

    private final String community;
    private final People people;
    private final String token;
    private final Board board;
    private final Errands errands;
    private final Journal journal;
    private final Random random;
    private final BooleanSupplier open;

    Officer(String community, People people, Board board, Errands errands, Journal journal, Random random,
            BooleanSupplier open) {
        this.open = open;
        this.community = community;
        this.people = people;
        this.token = TestTokens.officer(community);
        this.board = board;
        this.errands = errands;
        this.journal = journal;
        this.random = random;
    }

    void seeThrough() {
        post().ifPresent(poster -> {
            if (publish(poster)) {
                board.put(poster);
                beforeTheStart(poster);
                if (poster.phase != Phase.OVER) {
                    Pace.until(poster.startsAt.plusMillis(random.nextInt(500, 4_000)));
                    work(poster);
                }
                board.remove(poster);
            }
        });
    }

    private Optional<Poster> post() {
        Instant start = Instant.now().plusMillis(random.nextInt(6_000, 11_000));
        Instant end = start.plusMillis(random.nextInt(6_000, 14_000));
        int places = random.nextInt(2, 6);
        String key = Ids.next();
        String body = """
                {"communityId":"%s","title":"%s","category":"CLEAN_HOME","startsAt":"%s","endsAt":"%s",
                "capacity":{"min":1,"max":%d},"audience":"%s","offers":[%s]}""".formatted(community, key, start, end, places,
                AUDIENCES.get(random.nextInt(AUDIENCES.size())), offers(start, places));
        return errands.run(key, Ask.post(token, "/orders", body, key), call -> journal.posted(key, call)).filter(Reply::done)
                .map(made -> new Poster(made.body().path("orderId").asString(), community, start, end, places));
    }

    private String offers(Instant start, int places) {
        List<String> offers = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            for (String unit : people.unitsOf(community)) {
                offers.add("{\"unitId\":\"%s\",\"places\":%d,\"deadline\":\"%s\"}".formatted(unit,
                        random.nextInt(1, places + 1),
                        start.minusMillis(random.nextInt(0, 3_000))));
            }
        }
        return String.join(",", offers);
    }

    private boolean publish(Poster poster) {
        String key = Ids.next();
        Optional<Reply> reply = errands.run(key, Ask.post(token, poster.path() + "/publication", "", key),
                call -> journal.note("publish", new Answer.Moved(poster.orderId, OrderStatus.OFFERED, call)));
        reply.filter(Reply::done).ifPresent(published -> published.body().path("offers")
                .forEach(offer -> Thread.startVirtualThread(() -> respond(poster, offer.path("unitId").asString()))));
        return reply.filter(Reply::done).isPresent();
    }

    private void respond(Poster poster, String unit) {
        int dice = new Random(poster.orderId.hashCode() + unit.hashCode()).nextInt(10);
        if (dice > 7) {
            return;
        }
        String key = Ids.next();
        boolean accepts = dice > 1;
        errands.run(key, Ask.post(TestTokens.liaison(unit), poster.path() + "/offers/" + unit + "/response",
                accepts ? "{\"decision\":\"ACCEPTED\"}" : "{\"decision\":\"DECLINED\",\"reason\":\"busy\"}", key),
                call -> journal.note("respond", new Answer.Responded(poster.orderId, unit,
                        accepts ? OfferStatus.ACCEPTED : OfferStatus.DECLINED, call)));
    }

    private void beforeTheStart(Poster poster) {
        while (poster.phase == Phase.CLAIMABLE && Instant.now().isBefore(poster.startsAt.minusMillis(500))) {
            Pace.between(random, 600, 2_500);
            int dice = random.nextInt(100);
            if (dice < 25) {
                edit(poster, OptionalInt.of(Math.max(1, poster.places + random.nextInt(-1, 2))), Optional.empty());
            } else if (dice < 35) {
                edit(poster, OptionalInt.empty(), Optional.of(poster.startsAt.plusMillis(random.nextInt(1, 900))));
            } else if (dice < 39) {
                cancel(poster);
            } else {
                claims(poster, "AWAITING_OFFICER").forEach(memberId -> decide(poster, memberId));
            }
        }
    }

    private void decide(Poster poster, String memberId) {
        boolean confirms = random.nextInt(3) > 0;
        String key = Ids.next();
        errands.run(key,
                Ask.post(token, poster.path() + "/claims/" + memberId + "/decision",
                        "{\"decision\":\"" + (confirms ? "CONFIRMED" : "REJECTED") + "\"}", key),
                call -> journal.note("decide", new Answer.Decided(poster.orderId, memberId, confirms, call)));
    }

    private void edit(Poster poster, OptionalInt places, Optional<Instant> start) {
        Optional<String> etag = errands.ask(Ask.get(token, poster.path())).flatMap(Reply::etag);
        if (etag.isEmpty()) {
            return;
        }
        String body = places.isPresent()
                ? "{\"capacity\":{\"min\":1,\"max\":" + places.getAsInt() + "}}"
                : "{\"startsAt\":\"" + start.orElseThrow() + "\"}";
        Optional<Reply> reply = errands.run(Ids.next(), Ask.patch(token, poster.path(), body, etag.get()),
                call -> journal.note("edit", new Answer.Edited(poster.orderId, places, start, Optional.empty(), call)));
        reply.filter(Reply::done).ifPresent(edited -> {
            poster.places = edited.body().path("capacity").path("max").asInt();
            poster.startsAt = Instant.parse(edited.body().path("startsAt").asString());
        });
    }

    private void cancel(Poster poster) {
        if (move(poster, "cancel", "/cancellation", "{\"reason\":\"rain\"}", OrderStatus.CANCELLED).filter(Reply::done)
                .isPresent()) {
            poster.phase = Phase.OVER;
        }
    }

    private Optional<Reply> move(Poster poster, String what, String path, String body, OrderStatus to) {
        String key = Ids.next();
        return errands.run(key, Ask.post(token, poster.path() + path, body, key),
                call -> journal.note(what, new Answer.Moved(poster.orderId, to, call)));
    }

    private void work(Poster poster) {
        poster.phase = Phase.AT_WORK;
        claims(poster, "CLAIMED").stream().filter(_ -> random.nextInt(4) > 0).forEach(memberId -> callRoll(poster, memberId));
        if (random.nextInt(2) == 0) {
            callRoll(poster, people.members().get(random.nextInt(people.members().size())));
        }
        Pace.between(random, 300, 2_000);
        if (complete(poster)) {
            if (random.nextInt(6) == 0) {
                move(poster, "rework", "/acceptance", "{\"verdict\":\"REWORK\",\"comment\":\"again\"}", OrderStatus.REWORK);
                complete(poster);
            }
            accept(poster);
        }
        poster.phase = Phase.OVER;
    }

    private List<String> claims(Poster poster, String status) {
        List<JsonNode> claims = new ArrayList<>();
        errands.ask(Ask.get(token, poster.path())).ifPresent(reply -> reply.body().path("claims").forEach(claims::add));
        return claims.stream().filter(claim -> claim.path("status").asString().equals(status))
                .map(claim -> claim.path("memberId").asString()).toList();
    }

    private void callRoll(Poster poster, String memberId) {
        String key = Ids.next();
        errands.run(key, Ask.post(token, poster.path() + "/check-ins", "{\"memberId\":\"" + memberId + "\"}", key),
                call -> journal.note("roll-call", new Answer.CheckedIn(poster.orderId, memberId, call)));
    }

    /** An instance whose clock is behind may say that the work has not begun. */
    private boolean complete(Poster poster) {
        for (int i = 0; i < TRIES_TO_COMPLETE; i++) {
            Optional<Reply> reply = move(poster, "complete", "/completion", "{\"summary\":\"done\"}", OrderStatus.COMPLETED);
            if (reply.isEmpty() || reply.get().done() || !reply.get().code().equals("NOT_IN_PROGRESS")) {
                return reply.filter(Reply::done).isPresent();
            }
            Pace.between(random, 500, 1_000);
        }
        return false;
    }

    /** Somebody may come between the look and the word; then the officer looks again. */
    private void accept(Poster poster) {
        for (int i = 0; i < 3; i++) {
            Set<String> served = new HashSet<>();
            String participants = claims(poster, "CHECKED_IN").stream().map(memberId -> verdict(memberId, served))
                    .collect(Collectors.joining(","));
            String key = Ids.next();
            Optional<Reply> reply = errands.run(key,
                    Ask.post(token, poster.path() + "/acceptance",
                            "{\"verdict\":\"ACCEPTED\",\"participants\":[" + participants + "],\"comment\":\"\"}", key),
                    call -> journal.note("accept", new Answer.Accepted(poster.orderId, call)));
            if (reply.filter(Reply::done).isPresent()) {
                show(poster, served);
                return;
            }
        }
    }

    private String verdict(String memberId, Set<String> served) {
        boolean well = random.nextInt(6) > 0;
        if (well) {
            served.add(memberId);
        }
        return "{\"memberId\":\"%s\",\"verdict\":\"%s\",\"minutes\":%d}".formatted(memberId, well ? "SERVED" : "UNSATISFACTORY",
                well ? random.nextInt(1, 60) : 0);
    }

    /** Shows a fresh code until everybody has scanned, or for a while. */
    private void show(Poster poster, Set<String> served) {
        Instant end = Instant.now().plus(CODE_IS_FRESH_FOR);
        errands.ask(Ask.get(token, poster.path() + "/credit-code")).ifPresent(code -> {
            poster.code = code.body().path("code").asString();
            poster.served.addAll(served);
            poster.phase = Phase.JUDGED;
        });
        while (open.getAsBoolean() && !poster.served.isEmpty() && Instant.now().isBefore(end)) {
            Pace.between(random, 500, 1_500);
        }
    }
}
