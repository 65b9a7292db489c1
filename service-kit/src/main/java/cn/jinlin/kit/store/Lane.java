package cn.jinlin.kit.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import cn.jinlin.events.Event;

/** The queue before one aggregate: at most one of its callers writes at a time, for all that wait. */
final class Lane<S, E extends Event> {
    private final Deque<Pending<S, E, ?>> waiting = new ArrayDeque<>();
    private boolean led;

    /** Joins the queue; whoever finds nobody writing writes. */
    synchronized void join(Pending<S, E, ?> pending) {
        waiting.add(pending);
        if (!led) {
            led = pending.lead();
        }
    }

    /** What the writer decides together, in the order of arrival; those who gave up meanwhile are left out. */
    synchronized List<Pending<S, E, ?>> take(int most) {
        List<Pending<S, E, ?>> batch = new ArrayList<>();
        while (batch.size() < most && !waiting.isEmpty()) {
            Pending<S, E, ?> next = waiting.poll();
            if (next.take()) {
                batch.add(next);
            }
        }
        return batch;
    }

    /** Lets the next waiting caller write; false when nobody waits and the lane can go. */
    synchronized boolean handOver() {
        while (!waiting.isEmpty()) {
            if (waiting.peek().lead()) {
                return true;
            }
            waiting.poll();
        }
        led = false;
        return false;
    }

    synchronized boolean isIdle() {
        return !led && waiting.isEmpty();
    }
}
