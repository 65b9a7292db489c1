package cn.jinlin.launcher.demo;

import java.io.IOException;
import java.time.Duration;

import cn.jinlin.launcher.console.Console;
import cn.jinlin.launcher.district.Community;
import cn.jinlin.launcher.district.District;
import cn.jinlin.launcher.door.Door;

/**
 * One hour of service: report, order, claim, work, accept, scan, record, and help for another community. It makes its own unit and members each time, so
 * it can be played again on the same data.
 */
public final class Story {
    private static final String COMMUNITY = "350211102006";
    private static final String SHORT_OF_PEOPLE = "350211001002";

    private final Door door;
    private final Console console;

    public Story(Door door, Console console) {
        this.door = door;
        this.console = console;
    }

    /** @return whether every step held */
    public boolean play() {
        try {
            acts(new Stage(door, console));
            return true;
        } catch (Unmet step) {
            console.failed(step);
        } catch (IOException noAnswer) {
            console.failed(noAnswer);
        }
        return false;
    }

    private void acts(Stage stage) throws IOException, Unmet {
        District district = District.jimei();
        Cast cast = new Cast(stage);
        Community community = district.community(COMMUNITY);
        var boards = new Boards(stage, community);
        Boards.Before before = boards.before();
        long from = System.nanoTime();
        Crew crew = new Reporting(stage, cast, district).play();
        Duration pace = Duration.ofNanos(System.nanoTime() - from);
        String orderId = new Ordering(stage, crew, pace).play();
        new Serving(stage, crew, orderId).play();
        new Supporting(stage, cast, district, community, district.community(SHORT_OF_PEOPLE)).play();
        boards.play(crew, before);
    }
}
