package cn.jinlin.kit.store;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import cn.jinlin.events.Event;
import cn.jinlin.kit.StateJson;

/** One caller's command while it waits in its aggregate's lane. */
final class Pending<S, E extends Event, R> {
    /** WAITING → TAKEN by the writer → DONE; or WAITING → LEADING (the caller becomes the writer); or WAITING → DROPPED. */
    enum Turn {
        WAITING, LEADING, TAKEN, DROPPED, DONE
    }

    final Command<S, E, R> command;
    final RequestKey key;
    final Class<R> resultType;
    private final long deadlineNanos;
    private final Thread caller = Thread.currentThread();
    private final AtomicReference<Turn> turn = new AtomicReference<>(Turn.WAITING);
    private @Nullable Committed<S, R> answer;
    private @Nullable RuntimeException failure;
    private @Nullable R result;

    Pending(Command<S, E, R> command, RequestKey key, Class<R> resultType, long deadlineNanos) {
        this.command = command;
        this.key = key;
        this.resultType = resultType;
        this.deadlineNanos = deadlineNanos;
    }

    /** The writer takes the command into its batch, unless its deadline passed: after this it is decided for certain. */
    boolean take() {
        return turn.compareAndSet(Turn.WAITING, Turn.TAKEN) || turn.compareAndSet(Turn.LEADING, Turn.TAKEN);
    }

    boolean lead() {
        boolean leads = turn.compareAndSet(Turn.WAITING, Turn.LEADING);
        if (leads) {
            LockSupport.unpark(caller);
        }
        return leads;
    }

    boolean isDone() {
        return turn.get() == Turn.DONE;
    }

    boolean isOverdue() {
        return System.nanoTime() - deadlineNanos >= 0;
    }

    /** Waits until there is an answer, until this caller shall write, or until the deadline drops it undecided. */
    Turn await() {
        while (true) {
            Turn now = turn.get();
            if (now != Turn.WAITING && now != Turn.TAKEN) {
                return now;
            }
            if (now == Turn.TAKEN) {
                LockSupport.park(this);
            } else if (isOverdue() && turn.compareAndSet(Turn.WAITING, Turn.DROPPED)) {
                return Turn.DROPPED;
            } else {
                LockSupport.parkNanos(this, Math.max(1, deadlineNanos - System.nanoTime()));
            }
        }
    }

    /** Decides on the state at hand; a refusal or a fault becomes this caller's own answer. */
    @Nullable
    Outcome<S, E, R> decide(Stored<S> stored, @Nullable Versioned<S> current) {
        result = null;
        failure = null;
        try {
            String answered = key.fingerprint().map(stored.answers()::get).orElse(null);
            Outcome<S, E, R> outcome = answered == null
                    ? command.decide(current)
                    : Outcome.unchanged(StateJson.mapper().readValue(answered, resultType));
            result = outcome.result();
            return outcome;
        } catch (RuntimeException e) {
            failure = e;
            return null;
        }
    }

    /** Answered by what was decided; {@code after} is null only when there is no such aggregate. */
    void finish(@Nullable Versioned<S> after) {
        if (failure == null && result != null && after != null) {
            answer = new Committed<>(result, after);
        } else if (failure == null) {
            failure = new IllegalStateException("a command that found no aggregate made none");
        }
        done();
    }

    /** Nothing was committed. */
    void finish(RuntimeException cause) {
        failure = cause;
        done();
    }

    private void done() {
        turn.set(Turn.DONE);
        LockSupport.unpark(caller);
    }

    Committed<S, R> answer() {
        if (failure != null) {
            throw failure;
        }
        if (answer == null) {
            throw new IllegalStateException("not answered");
        }
        return answer;
    }
}
