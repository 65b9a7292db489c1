package cn.jinlin.request.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** How a child hears of its parent: a line on stdin is an instruction, and the end of stdin is the end of the child. */
final class Leash {
    /** The line that a child writes when it is ready. */
    static final String READY = "::ready";

    private Leash() {}

    static void ready() {
        System.out.println(READY);
    }

    /** Never returns. */
    static void obey(Consumer<String> instruction) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                instruction.accept(line);
            }
        } catch (IOException e) {
            System.err.println("the parent cannot be heard: " + e);
        }
        Runtime.getRuntime().halt(0);
    }
}
