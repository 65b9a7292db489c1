package cn.jinlin.launcher;

import java.io.IOException;

import cn.jinlin.launcher.console.Console;
import cn.jinlin.launcher.district.FullDistrict;
import cn.jinlin.launcher.door.Door;
import cn.jinlin.launcher.process.RunFile;
import cn.jinlin.launcher.process.RunFolder;

/** {@code ./jinlin load-district}: makes the district at its real figures in the suite that runs. */
final class LoadDistrict {
    private final int port;
    private final RunFolder folder;
    private final Console console;

    LoadDistrict(int port, RunFolder folder, Console console) {
        this.port = port;
        this.folder = folder;
        this.console = console;
    }

    /** @return 0 when all of it is there */
    int run() throws IOException {
        RunFile run = folder.read(port).filter(one -> one.launcher().alive())
                .orElseThrow(() -> new Refused("nothing runs on gateway port " + port + "; start it with ./jinlin up"));
        console.line("The district at its real figures, loaded at " + run.address());
        try (var door = new Door(run.address())) {
            new FullDistrict(door, console).load();
        }
        return 0;
    }
}
