package cn.jinlin.request.race;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
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
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final LongAdder setUp = new LongAdder();
    private final LongAdder passed = new LongAdder();

    /** A request that nobody tries again. */
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

    void said(Function<Call, Answer> as, Supplier<Result> command) {
        Instant began = Instant.now();
        Result result = result(command);
        answers.add(as.apply(new Call(Ids.next(), began, Instant.now(), result)));
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

    long acknowledged(Class<? extends Answer> sort) {
        return answers.stream().filter(answer -> sort.isInstance(answer) && answer.acknowledged()).count();
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
