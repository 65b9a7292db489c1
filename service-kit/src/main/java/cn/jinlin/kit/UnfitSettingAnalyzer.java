package cn.jinlin.kit;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints an {@link UnfitSetting} as its problem and remedy. */
class UnfitSettingAnalyzer extends AbstractFailureAnalyzer<UnfitSetting> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnfitSetting cause) {
        return new FailureAnalysis(cause.getMessage(), cause.remedy(), cause);
    }
}
