package cn.jinlin.kit;

/** A service can't start with its settings. Shown at the start as one problem and its remedy, without a stack trace. */
public class UnfitSetting extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    public UnfitSetting(String problem, String remedy) {
        super(problem);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}
