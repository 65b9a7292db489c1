package cn.jinlin.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import cn.jinlin.launcher.console.Console;
import cn.jinlin.launcher.door.Answer;
import cn.jinlin.launcher.door.Door;
import cn.jinlin.launcher.door.Role;
import cn.jinlin.launcher.process.RunFile;
import cn.jinlin.launcher.process.RunFolder;

/** {@code ./jinlin rebuild-coverage}: has the coverage board made anew from the topics, and waits until it is. */
final class RebuildCoverage {
    private static final String REBUILD = "/api/v1/coverage/rebuild";
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final int ACCEPTED = 202;
    private static final int OK = 200;

    private final int port;
    private final RunFolder folder;
    private final Console console;

    RebuildCoverage(int port, RunFolder folder, Console console) {
        this.port = port;
        this.folder = folder;
        this.console = console;
    }

    /** @return 0 when it is done, 1 when it failed */
    int run() throws IOException {
        RunFile run = folder.read(port).filter(one -> one.launcher().alive())
                .orElseThrow(() -> new Refused("nothing runs on gateway port " + port + "; start it with ./jinlin up"));
        try (var door = new Door(run.address())) {
            String admin = door.token(Role.DISTRICT_ADMIN, Map.of("subject", "launcher"));
            Answer started = door.post(admin, REBUILD, Map.of());
            if (!started.is(ACCEPTED)) {
                throw new IOException("the rebuild did not start: " + started);
            }
            console.line("The coverage board is made anew from the topics; what is shown stays readable meanwhile");
            return ended(door, admin);
        }
    }

    private int ended(Door door, String admin) throws IOException {
        while (true) {
            Answer last = door.get(admin, REBUILD);
            switch (last.text("status")) {
                case "DONE" -> {
                    console.done(last.body().path("events").asLong(0) + " events read, " + last.body().path("days").asInt(0)
                            + " past days counted");
                    return 0;
                }
                case "FAILED" -> {
                    console.notice("the rebuild failed: " + last.text("cause") + "; the supervision log says more");
                    return 1;
                }
                default -> requireAnswer(last);
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    private static void requireAnswer(Answer answer) throws IOException {
        if (!answer.is(OK)) {
            throw new IOException("nobody says how the rebuild stands: " + answer);
        }
    }
}
