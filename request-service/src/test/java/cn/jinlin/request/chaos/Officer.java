package cn.jinlin.request.chaos;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import cn.jinlin.events.RequestEvent.OfferStatus;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.kit.Ids;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.request.chaos.Board.Phase;
import cn.jinlin.request.chaos.Board.Poster;
import cn.jinlin.request.chaos.Door.Ask;
import cn.jinlin.request.chaos.Door.Reply;
import cn.jinlin.request.history.Answer;

/** An officer with one order, from the posting to the code; the answers to its offers, too. */
final class Officer {
    private static final List<String> AUDIENCES = List.of("PARTNER_UNITS", "COMMUNITY", "DISTRICT", "DISTRICT", "DISTRICT",
            "DISTRICT");

    private final Desk desk;

    Officer(Desk desk) {
        this.desk = desk;
    }

    void seeThrough() {
        post().filter(this::publish).ifPresent(poster -> {
            desk.board().put(poster);
            new Planning(desk, poster).untilTheStart();
            if (poster.phase != Phase.OVER) {
                Pace.until(poster.startsAt.plusMillis(desk.random().nextInt(500, 4_000)));
                new Overseeing(desk, poster).work();
            }
            desk.board().remove(poster);
        });
    }

    private Optional<Poster> post() {
        Instant start = Instant.now().plusMillis(desk.random().nextInt(6_000, 11_000));
        Instant end = start.plusMillis(desk.random().nextInt(6_000, 14_000));
        int places = desk.random().nextInt(2, 6);
        String key = Ids.next();
        String body = """
                {"communityId":"%s","title":"%s","category":"CLEAN_HOME","startsAt":"%s","endsAt":"%s",
                "capacity":{"min":1,"max":%d},"audience":"%s","offers":[%s]}""".formatted(desk.community(), key, start, end,
                places,
                AUDIENCES.get(desk.random().nextInt(AUDIENCES.size())), offers(start, places));
        return desk.errands().run(key, Ask.post(desk.token(), "/orders", body, key), call -> desk.journal().posted(key, call))
                .filter(Reply::done)
                .map(made -> new Poster(made.body().path("orderId").asString(), desk.community(), start, end, places));
    }

    private String offers(Instant start, int places) {
        List<String> offers = new ArrayList<>();
        if (desk.random().nextInt(3) == 0) {
            for (String unit : desk.people().unitsOf(desk.community())) {
                offers.add("{\"unitId\":\"%s\",\"places\":%d,\"deadline\":\"%s\"}".formatted(unit,
                        desk.random().nextInt(1, places + 1),
                        start.minusMillis(desk.random().nextInt(0, 3_000))));
            }
        }
        return String.join(",", offers);
    }

    private boolean publish(Poster poster) {
        String key = Ids.next();
        Optional<Reply> reply = desk.errands().run(key, Ask.post(desk.token(), poster.path() + "/publication", "", key),
                call -> desk.journal().note("publish", new Answer.Moved(poster.orderId, OrderStatus.OFFERED, call)));
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
        desk.errands().run(key, Ask.post(TestTokens.liaison(unit), poster.path() + "/offers/" + unit + "/response",
                accepts ? "{\"decision\":\"ACCEPTED\"}" : "{\"decision\":\"DECLINED\",\"reason\":\"busy\"}", key),
                call -> desk.journal().note("respond", new Answer.Responded(poster.orderId, unit,
                        accepts ? OfferStatus.ACCEPTED : OfferStatus.DECLINED, call)));
    }
}
