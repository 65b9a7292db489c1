package cn.jinlin.registration.pairing;

import cn.jinlin.kit.domain.Refusal;

/** Why a pairing is refused. */
enum PairingRefusal implements Refusal {
    /** The member visits another household already. */
    MEMBER_ALREADY_PAIRED,
    /** Another member visits the household already. */
    HOUSEHOLD_ALREADY_PAIRED,
    /** What ended stays so; a new pairing begins anew. */
    PAIRING_ENDED,
    /** Only a mutual-aid team of the same community has pairings under it. */
    NOT_A_MUTUAL_AID_TEAM,
    /** One pairing holds at most {@link Pairing#MOST_VISITS} visits; a new pairing of the same two goes on. */
    TOO_MANY_VISITS;

    @Override
    public Kind kind() {
        return Kind.CONFLICT;
    }
}
