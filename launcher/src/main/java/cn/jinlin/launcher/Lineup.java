package cn.jinlin.launcher;

import java.io.IOException;
import java.util.List;

import cn.jinlin.launcher.process.Plan;

/** Says which processes a run consists of; {@link BuiltLineup} in earnest. */
@FunctionalInterface
interface Lineup {
    List<Plan> plans(Settings settings) throws IOException;
}
