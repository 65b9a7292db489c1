package cn.jinlin.launcher.process;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What another terminal, or the next start after a crash, has to know of a run.
 *
 * @param throwAway the data folder was made for this run alone and goes with it
 * @param processes in the order of their start
 */
public record RunFile(Running launcher, int gatewayPort, String data, boolean throwAway, List<Entry> processes) {

    /** @param process nothing while it is between two lives */
    public record Entry(String name, Tier tier, List<Integer> ports, @Nullable Running process) {
        public Optional<Running> living() {
            return Optional.ofNullable(process).filter(Running::alive);
        }
    }

    public String address() {
        return "http://127.0.0.1:" + gatewayPort;
    }

    /** The processes of that tier that are still there. */
    public List<Running> living(Tier tier) {
        return processes.stream().filter(entry -> entry.tier() == tier).flatMap(entry -> entry.living().stream()).toList();
    }
}
