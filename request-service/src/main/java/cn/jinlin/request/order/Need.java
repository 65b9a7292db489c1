package cn.jinlin.request.order;

/** How much an order with free places needs people, the neediest first. */
public enum Need {
    /** Nobody has claimed it. */
    EMPTY,
    /** Fewer have than it takes. */
    SHORT,
    /** It can go ahead, and has places left. */
    FILLING;

    public static Need of(Sheet sheet) {
        int claimed = sheet.roster().claimed();
        return claimed == 0 ? EMPTY : claimed < sheet.terms().capacity().min() ? SHORT : FILLING;
    }
}
