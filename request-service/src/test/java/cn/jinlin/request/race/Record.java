package cn.jinlin.request.race;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import cn.jinlin.kit.Ids;
import cn.jinlin.kit.domain.Refusal;
import cn.jinlin.kit.domain.Refused;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.request.history.Answer;
import cn.jinlin.request.history.Answer.Call;
import cn.jinlin.request.history.Answer.Result;

/** Carries out commands and keeps what came back. */
final class Record {
    private static final int MOST_TRIES = 30;

    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final LongAdder setUp = new LongAdder();
    private final LongAdder passed = new LongAdder();

    /** A request without an idempotency key. */
    static RequestKey key() {
        return new RequestKey(Optional.empty(), List.of(Ids.next()));
    }

    /** Sets a round up; has to work. */
    void first(Function<Call, Answer> as, Runnable command) {
        command.run();
        Instant now = Instant.now();
        answers.add(as.apply(new Call(Ids.next(), now, now, Answer.done())));
        setUp.increment();
    }

    void done(Function<Call, Answer> as, Runnable command) {
        said(as, () -> {
            command.run();
            return Answer.done();
        });
    }

    /** As a client does, tries again while it is told to; each try has its answer, and they share the key. */
    void said(Function<Call, Answer> as, Supplier<Result> command) {
        String key = Ids.next();
        Result result = new Result.Unknown("not asked yet");
        for (int tries = 0; tries < MOST_TRIES && result instanceof Result.Unknown; tries++) {
            Instant began = Instant.now();
            result = result(command);
            answers.add(as.apply(new Call(key, began, Instant.now(), result)));
        }
    }

    private static Result result(Supplier<Result> command) {
        try {
            return command.get();
        } catch (Refused refused) {
            return refused.refusal().kind() == Refusal.Kind.UNAVAILABLE
                    ? new Result.Unknown(refused.refusal().name())
                    : new Result.Refused(refused.refusal().name());
        }
    }

    /** A command that nobody gets an answer to. */
    void passed() {
        passed.increment();
    }

    /** How many commands were raced; those that only set a round up are not. */
    long raced() {
        return answers.size() - setUp.sum() + passed.sum();
    }

    List<Answer> answers() {
        return List.copyOf(answers);
    }

    /** Requests that were never told whether they were done. */
    Set<String> undecided() {
        Set<String> undecided = answers.stream().map(answer -> answer.call().key()).collect(Collectors.toSet());
        answers.stream().filter(answer -> !(answer.call().result() instanceof Result.Unknown))
                .forEach(answer -> undecided.remove(answer.call().key()));
        return undecided;
    }

    /** How many answers of each sort came back in each way. */
    Map<String, Long> figures() {
        return answers.stream().collect(Collectors.groupingBy(
                answer -> answer.getClass().getSimpleName() + ' ' + word(answer.call().result()), TreeMap::new,
                Collectors.counting()));
    }

    private static String word(Result result) {
        return switch (result) {
            case Result.Acknowledged told -> told.status().map(Enum::name).orElse("done");
            case Result.Refused refused -> refused.code();
            case Result.Unknown unknown -> unknown.why() + '?';
        };
    }
}
