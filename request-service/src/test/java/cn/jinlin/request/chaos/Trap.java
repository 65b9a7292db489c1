package cn.jinlin.request.chaos;

import java.util.concurrent.atomic.AtomicReference;

import cn.jinlin.kit.fault.FaultHook;

/** Ends its own process, as suddenly as kill -9 does, at the point that it was armed for. */
final class Trap implements FaultHook {
    /** The exit code of a process that fell into its trap. */
    static final int SPRUNG = 77;

    private record Armed(String point, int times) {}

    private final AtomicReference<Armed> armed = new AtomicReference<>(new Armed("", 0));

    /** @param times the how manieth time from now on */
    void arm(String point, int times) {
        armed.set(new Armed(point, times));
    }

    @Override
    public void reach(String point) {
        Armed now = armed.getAndUpdate(
                before -> before.point().equals(point) ? new Armed(before.point(), before.times() - 1) : before);
        if (now.point().equals(point) && now.times() == 1) {
            Runtime.getRuntime().halt(SPRUNG);
        }
    }
}
