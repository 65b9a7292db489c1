package cn.jinlin.launcher.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/**
 * How one process is started and known to be ready.
 *
 * @param ports the first one is the one it is known by
 * @param command asked anew at each start
 * @param environment added to the launcher's own
 * @param ready looks once, and is told where in the log this life of the process begins, in bytes
 */
public record Plan(String name, Tier tier, List<Integer> ports, Supplier<List<String>> command, Map<String, String> environment,
        Path log, LongPredicate ready) {

    public int port() {
        return ports.getFirst();
    }
}
