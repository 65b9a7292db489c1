package cn.jinlin.request.chaos;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import cn.jinlin.events.RequestEvent.ClaimStatus;
import cn.jinlin.request.chaos.Door.Ask;
import cn.jinlin.request.chaos.Door.Reply;
import cn.jinlin.request.history.Answer.Call;
import cn.jinlin.request.history.Answer.Result;

/**
 * Requests that are tried until there is an answer, the same request each time and each time at another instance, as the
 * app of somebody who stands in the rain does.
 */
final class Errands {
    private static final Duration PATIENCE = Duration.ofSeconds(100);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(600);

    private final Door door = new Door();
    private final int[] ports;
    private final AtomicInteger replayed = new AtomicInteger();
    private final AtomicInteger retried = new AtomicInteger();

    Errands(int[] ports) {
        this.ports = ports;
    }

    /** The final answer; empty when there was none in time. Every try is told to {@code note}, under one key. */
    Optional<Reply> run(String key, Ask ask, Consumer<Call> note) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        int at = ThreadLocalRandom.current().nextInt(ports.length);
        for (int tries = 0; System.nanoTime() - giveUp < 0 && !Thread.currentThread().isInterrupted(); tries++) {
            Instant began = Instant.now();
            Result result;
            Optional<Reply> reply = Optional.empty();
            try {
                reply = Optional.of(door.send(ports[(at + tries) % ports.length], ask));
                result = result(reply.get());
            } catch (IOException e) {
                result = new Result.Unknown(e.toString());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                result = new Result.Unknown("interrupted");
            }
            note.accept(new Call(key, began, Instant.now(), result));
            if (!(result instanceof Result.Unknown)) {
                reply.filter(Reply::replayed).ifPresent(_ -> replayed.incrementAndGet());
                return reply;
            }
            retried.incrementAndGet();
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos() * Math.min(tries + 1, 5));
        }
        return Optional.empty();
    }

    /** A question, which changes nothing. */
    Optional<Reply> ask(Ask ask) {
        return run("", ask, call -> {}).filter(Reply::done);
    }

    int replayed() {
        return replayed.get();
    }

    int retried() {
        return retried.get();
    }

    private static Result result(Reply reply) {
        if (reply.done()) {
            var body = reply.body();
            return new Result.Acknowledged(
                    body.has("memberId") && body.has("status")
                            ? Optional.of(ClaimStatus.valueOf(body.path("status").asString()))
                            : Optional.empty(),
                    body.path("position").isNumber() ? Optional.of(body.path("position").asInt()) : Optional.empty(),
                    body.path("creditId").isString() ? Optional.of(body.path("creditId").asString()) : Optional.empty());
        }
        return reply.passing() ? new Result.Unknown(reply.code()) : new Result.Refused(reply.code());
    }
}
