package cn.jinlin.request.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;

import tools.jackson.databind.JsonNode;

import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.kit.Ids;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.request.chaos.Board.Poster;
import cn.jinlin.request.chaos.Door.Ask;
import cn.jinlin.request.chaos.Door.Reply;
import cn.jinlin.request.history.Answer;

/**
 * What an officer works with.
 *
 * @param token the officer's
 * @param open false once nothing new is to be begun
 */
record Desk(String community, String token, People people, Board board, Errands errands, Journal journal, Random random,
        BooleanSupplier open) {
    static Desk of(String community, People people, Board board, Errands errands, Journal journal, Random random,
            BooleanSupplier open) {
        return new Desk(community, TestTokens.officer(community), people, board, errands, journal, random, open);
    }

    /** Members whose claims the order shows in this state. */
    List<String> claims(Poster poster, String status) {
        List<JsonNode> claims = new ArrayList<>();
        errands.ask(Ask.get(token, poster.path())).ifPresent(reply -> reply.body().path("claims").forEach(claims::add));
        return claims.stream().filter(claim -> claim.path("status").asString().equals(status))
                .map(claim -> claim.path("memberId").asString()).toList();
    }

    /** A step that leads the order to a state. */
    Optional<Reply> move(Poster poster, String what, String path, String body, OrderStatus to) {
        String key = Ids.next();
        return errands.run(key, Ask.post(token, poster.path() + path, body, key),
                call -> journal.note(what, new Answer.Moved(poster.orderId, to, call)));
    }
}
