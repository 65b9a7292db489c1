package cn.jinlin.supervision.flow;

/** The solver for tests of other packages. */
public final class FlowFixture {
    private FlowFixture() {}

    public static Balance balance() {
        return new Balance(new FlowSolver());
    }
}
