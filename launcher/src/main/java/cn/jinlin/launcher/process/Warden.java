package cn.jinlin.launcher.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A shell that outlives a killed launcher by as long as it takes to end the suite in order. It is told every change of
 * the processes through a pipe; the pipe's end without a last empty line means that the launcher died.
 */
public final class Warden implements AutoCloseable {
    /** Reads lines of tiers in the order of ending, parted by blanks, with the pids of a tier parted by commas. */
    private static final String SCRIPT = """
            trap '' INT HUP
            last=
            while read -r line; do last=$line; done
            for tier in $last; do
              pids=$(echo "$tier" | tr ',' ' ')
              kill -TERM $pids 2>/dev/null
              for second in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
                left=
                for pid in $pids; do kill -0 "$pid" 2>/dev/null && left=yes; done
                [ -n "$left" ] || break
                sleep 1
              done
              [ -z "$left" ] || kill -KILL $pids 2>/dev/null
            done
            """;

    private final OutputStream orders;

    private Warden(OutputStream orders) {
        this.orders = orders;
    }

    public static Warden start() throws IOException {
        var builder = new ProcessBuilder(Child.apart(List.of("/bin/sh", "-c", SCRIPT)));
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
        return new Warden(builder.start().getOutputStream());
    }

    public synchronized void watch(List<RunFile.Entry> entries) {
        tell(Stream.of(Tier.GATEWAY, Tier.SERVICES, Tier.ENGINES).map(tier -> pids(entries, tier)).filter(pids -> !pids.isEmpty())
                .collect(Collectors.joining(" ")));
    }

    private static String pids(List<RunFile.Entry> entries, Tier tier) {
        return entries.stream().filter(entry -> entry.tier() == tier).flatMap(entry -> entry.living().stream())
                .map(process -> Long.toString(process.pid())).collect(Collectors.joining(","));
    }

    private void tell(String line) {
        try {
            orders.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            orders.flush();
        } catch (IOException gone) {
            // without it the next start clears up by the run file
        }
    }

    /** Nothing is left to end. */
    @Override
    public synchronized void close() throws IOException {
        tell("");
        orders.close();
    }
}
