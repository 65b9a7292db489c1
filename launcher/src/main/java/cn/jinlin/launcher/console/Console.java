package cn.jinlin.launcher.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** What the person at the terminal reads. A line is written whole, also when several threads have something to say. */
public final class Console {
    private final PrintStream out;

    public Console(PrintStream out) {
        this.out = out;
    }

    public void line(String text) {
        synchronized (out) {
            out.println(text);
            out.flush();
        }
    }

    public void doing(String text) {
        line("  … " + text);
    }

    public void done(String text) {
        line("  ✓ " + text);
    }

    public void failed(String text) {
        line("  ✗ " + text);
    }

    public void failed(Throwable why) {
        String message = why.getMessage();
        failed(message == null ? why.toString() : message);
    }

    public void notice(String text) {
        line("  ! " + text);
    }

    public static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
