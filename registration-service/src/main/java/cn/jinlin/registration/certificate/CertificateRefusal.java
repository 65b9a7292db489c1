package cn.jinlin.registration.certificate;

import cn.jinlin.kit.domain.Refusal;

/** Why nothing is certified. */
enum CertificateRefusal implements Refusal {
    /** There is no service in the period. */
    NOTHING_SERVED,
    /** The ledgers are not what was written. */
    RECORD_DAMAGED;

    @Override
    public Kind kind() {
        return Kind.CONFLICT;
    }
}
