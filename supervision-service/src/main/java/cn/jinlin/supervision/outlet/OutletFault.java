package cn.jinlin.supervision.outlet;

/** A step failed. */
public final class OutletFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    private OutletFault(String message, boolean passing) {
        super(message, null, false, false);
        this.passing = passing;
    }

    /** It may go well later. */
    static OutletFault passing(String message) {
        return new OutletFault(message, true);
    }

    /** The channel does not want it, now or later. */
    static OutletFault lasting(String message) {
        return new OutletFault(message, false);
    }

    public boolean isPassing() {
        return passing;
    }
}
