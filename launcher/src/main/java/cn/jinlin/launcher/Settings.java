package cn.jinlin.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import cn.jinlin.launcher.process.Ports;

/**
 * What one run is asked to be.
 *
 * @param home the folder of the project, where the modules were built
 * @param data the folder that keeps everything the run writes
 */
public record Settings(Path home, Path data, Map<Port, Integer> ports, Map<String, String> env) {
    private static final int LAST_PORT = 65_535;

    /** Refuses a port that is no number, out of range or given twice, naming its variable. */
    public static Settings of(Path home, @Nullable Path data, Map<String, String> env) {
        Map<Port, Integer> ports = new EnumMap<>(Port.class);
        Set<Integer> seen = new HashSet<>();
        for (Port port : Port.values()) {
            int number = number(port, env.getOrDefault(port.variable(), ""));
            if (!seen.add(number)) {
                throw new Refused("port " + number + " is given to two processes; set " + port.variable() + " to another");
            }
            ports.put(port, number);
        }
        return new Settings(home, (data == null ? home.resolve("data") : data).toAbsolutePath().normalize(), ports, env);
    }

    /** The same installation on free ports and with another data folder. */
    Settings apart(Path folder) throws IOException {
        Iterator<Integer> free = Ports.someFree(Port.values().length).iterator();
        Map<Port, Integer> chosen = new EnumMap<>(Port.class);
        for (Port port : Port.values()) {
            chosen.put(port, free.next());
        }
        return new Settings(home, folder, chosen, env);
    }

    private static int number(Port port, String text) {
        try {
            int number = text.isBlank() ? port.usual() : Integer.parseInt(text.strip());
            if (number >= 1 && number <= LAST_PORT) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // told below, as a number out of range is
        }
        throw new Refused(port.variable() + " is '" + text + "'; it must be a port number from 1 to " + LAST_PORT);
    }

    public int port(Port port) {
        return ports.getOrDefault(port, port.usual());
    }

    public String address() {
        return "http://127.0.0.1:" + port(Port.GATEWAY);
    }

    /** Whether start-up caches are made and used; JINLIN_AOT=off does without. */
    public boolean caches() {
        return !env.getOrDefault("JINLIN_AOT", "auto").equals("off");
    }

    public Path logs() {
        return data.resolve("logs");
    }
}
