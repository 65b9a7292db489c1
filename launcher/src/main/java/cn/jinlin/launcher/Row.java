package cn.jinlin.launcher;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import cn.jinlin.launcher.process.Memory;
import cn.jinlin.launcher.process.Probe;
import cn.jinlin.launcher.process.RunFile;
import cn.jinlin.launcher.process.RunFile.Entry;
import cn.jinlin.launcher.process.Running;
import cn.jinlin.launcher.process.State;

/**
 * One process as {@code status} shows it, by what it answers now.
 *
 * @param pid nothing while it does not run
 * @param port the one it is known by; nothing for the launcher, which has none
 * @param rssMb resident memory in MiB
 */
record Row(String name, @Nullable Long pid, @Nullable Integer port, State state, long rssMb) {

    /** The launcher first, then the processes in the order of their start. */
    static List<Row> of(RunFile run) {
        List<Row> rows = new ArrayList<>();
        boolean alive = run.launcher().alive();
        rows.add(row("launcher", alive ? run.launcher() : null, null, alive ? State.UP : State.DOWN));
        for (Entry entry : run.processes()) {
            rows.add(row(entry.name(), entry.living().orElse(null), entry.ports().getFirst(), state(entry)));
        }
        return rows;
    }

    private static Row row(String name, @Nullable Running process, @Nullable Integer port, State state) {
        return new Row(name, process == null ? null : process.pid(), port, state,
                process == null ? 0 : Memory.residentMb(process.pid()));
    }

    private static State state(Entry entry) {
        if (entry.living().isEmpty()) {
            return State.DOWN;
        }
        String health = Arrays.stream(Part.values()).filter(part -> part.label().equals(entry.name())).map(Part::health)
                .findFirst()
                .orElse("");
        boolean ready = health.isEmpty()
                ? entry.ports().stream().allMatch(Probe::accepts)
                : Probe.healthy(entry.ports().getFirst(), health);
        return ready ? State.UP : State.STARTING;
    }

    static List<String> table(List<Row> rows) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "  %-13s %8s %6s  %-9s %8s", "name", "pid", "port", "state", "memory"));
        for (Row row : rows) {
            lines.add(String.format(Locale.ROOT, "  %-13s %8s %6s  %-9s %5d MB", row.name, row.pid == null ? "-" : row.pid,
                    row.port == null ? "-" : row.port, row.state, row.rssMb));
        }
        return lines;
    }
}
