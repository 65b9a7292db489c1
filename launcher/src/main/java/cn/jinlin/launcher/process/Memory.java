package cn.jinlin.launcher.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Resident memory of a process, as the kernel counts it: pages that processes share count in each. */
public final class Memory {
    private static final String RESIDENT = "VmRSS:";

    private Memory() {}

    /** In MiB; 0 when the process is gone or the system does not tell. */
    public static long residentMb(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        try {
            String text = Files.exists(status) ? residentLine(status) : ps(pid);
            String digits = text.replaceAll("\\D", "");
            return digits.isEmpty() ? 0 : Long.parseLong(digits) / 1024;
        } catch (IOException gone) {
            return 0;
        }
    }

    private static String residentLine(Path status) throws IOException {
        return Files.readAllLines(status).stream().filter(line -> line.startsWith(RESIDENT)).findFirst().orElse("");
    }

    private static String ps(long pid) throws IOException {
        var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
        return new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
}
