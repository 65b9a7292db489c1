package cn.jinlin.gateway;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Settings the gateway must not or cannot start with; it carries the remedy, which is printed instead of a trace. */
public class UnusableSettings extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    public UnusableSettings(String problem, String remedy) {
        super(problem);
        this.remedy = remedy;
    }

    /** Prints problem and remedy. */
    static final class Analyzer extends AbstractFailureAnalyzer<UnusableSettings> {

        @Override
        protected @Nullable FailureAnalysis analyze(Throwable root, UnusableSettings cause) {
            return new FailureAnalysis(cause.getMessage(), cause.remedy, cause);
        }
    }
}
