package cn.jinlin.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;

import cn.jinlin.launcher.process.Plan;

/** Some process did not become ready; the message ends with what their logs say last. */
final class NotReady extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int LINES = 15;

    NotReady(List<Plan> plans) {
        super(plans.stream().map(NotReady::story).collect(Collectors.joining(System.lineSeparator())));
    }

    private static String story(Plan plan) {
        return plan.name() + " did not become ready; the end of " + plan.log() + ":" + System.lineSeparator() + lastLines(plan);
    }

    private static String lastLines(Plan plan) {
        try {
            List<String> lines = new String(Files.readAllBytes(plan.log()), StandardCharsets.UTF_8).lines().toList();
            return lines.stream().skip(Math.max(0, lines.size() - LINES)).map(line -> "    " + line)
                    .collect(Collectors.joining(System.lineSeparator()));
        } catch (IOException noLog) {
            return "    (there is no log)";
        }
    }
}
