package cn.jinlin.launcher;

import java.util.List;
import java.util.Optional;

import tools.jackson.databind.json.JsonMapper;

import cn.jinlin.launcher.console.Console;
import cn.jinlin.launcher.process.RunFile;
import cn.jinlin.launcher.process.RunFolder;
import cn.jinlin.launcher.process.State;

/** {@code ./jinlin status}: what runs at this gateway port, asked of the processes themselves. */
record Status(int gatewayPort, RunFolder folder, Console console) {
    static final int ALL_UP = 0;
    static final int PARTLY = 1;
    static final int NOTHING = 3;

    /** @return 0 when all is up, 1 when only part of it is, 3 when nothing runs */
    int run(boolean json) {
        Optional<RunFile> run = folder.read(gatewayPort);
        List<Row> rows = run.map(Row::of).orElse(List.of());
        if (json) {
            rows.forEach(row -> console.line(new JsonMapper().writeValueAsString(row)));
        } else {
            run.ifPresentOrElse(found -> show(found, rows), () -> console.line("nothing runs on gateway port " + gatewayPort));
        }
        return code(rows);
    }

    private void show(RunFile run, List<Row> rows) {
        Row.table(rows).forEach(console::line);
        console.line(String.format("%n  address  %s%n  data     %s%n  memory   %,d MB", run.address(), run.data(),
                rows.stream().mapToLong(Row::rssMb).sum()));
        if (!run.launcher().alive()) {
            console.line("  The launcher is gone: './jinlin up' or './jinlin down' clears away what it left.");
        }
    }

    private static int code(List<Row> rows) {
        if (rows.stream().allMatch(row -> row.state() == State.DOWN)) {
            return NOTHING;
        }
        return rows.size() > 1 && rows.stream().allMatch(row -> row.state() == State.UP) ? ALL_UP : PARTLY;
    }
}
