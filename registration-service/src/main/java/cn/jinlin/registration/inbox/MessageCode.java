package cn.jinlin.registration.inbox;

/** What can be told; the texts stand under these names in {@code inbox.properties} and {@code inbox_zh_CN.properties}. */
public enum MessageCode {
    CLAIM_CONFIRMED(false), CLAIM_WAITLISTED(false), CLAIM_AWAITING_OFFICER(false), CLAIM_APPROVED(
            true), CLAIM_APPROVED_WAITLISTED(true), CLAIM_REFUSED(true), PROMOTED(true), RELEASED_BY_LIAISON(
                    true), RELEASED_BY_OFFICER(true), NOT_PROMOTED(true), ORDER_CANCELLED(true), ORDER_RESCHEDULED(
                            true), ORDER_RELOCATED(true), ORDER_REOPENED(true), ORDER_REMINDER(true), CODE_READY(
                                    true), MARKED_ABSENT(true), MARKED_UNSATISFACTORY(
                                            true), SERVICE_CREDITED(false), SERVICE_BACKFILLED(true), SERVICE_VOIDED(
                                                    true), REGISTRATION_CONFIRMED(true), REGISTRATION_REJECTED(
                                                            true), REGISTRATION_RAN_OUT(true), RENEWAL_DUE(true), PAIRING_DUE(
                                                                    true), PAIRING_BEGUN(true), PAIRING_ENDED(
                                                                            true), POST_CONFIRMED(
                                                                                    true), POST_REJECTED(true), POST_ENDED(
                                                                                            true), TEAM_JOINED(
                                                                                                    true), TEAM_DISBANDED(
                                                                                                            false), EXEMPLAR_CONSENT_ASKED(
                                                                                                                    true), EXEMPLAR_PUBLISHED(
                                                                                                                            true);

    private final boolean sentOn;

    MessageCode(boolean sentOn) {
        this.sentOn = sentOn;
    }

    /** Whether it goes out to the phone as well; what the member itself has just done does not. */
    boolean sentOn() {
        return sentOn;
    }
}
