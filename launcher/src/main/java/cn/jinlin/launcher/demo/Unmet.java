package cn.jinlin.launcher.demo;

/** A step of the play did not hold. */
final class Unmet extends Exception {
    private static final long serialVersionUID = 1L;

    Unmet(String step, String expected, Object got) {
        super(step + System.lineSeparator() + "      expected: " + expected + System.lineSeparator() + "      came back: " + got);
    }
}
