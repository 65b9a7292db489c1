package cn.jinlin.request.terms;

/** To whom an order is offered: a unit, or a team of the order's community. */
public record Offeree(Kind kind, String id) {
    public enum Kind {
        UNIT, TEAM
    }

    public static Offeree unit(String unitId) {
        return new Offeree(Kind.UNIT, unitId);
    }

    public static Offeree team(String teamId) {
        return new Offeree(Kind.TEAM, teamId);
    }
}
