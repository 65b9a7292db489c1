package cn.jinlin.request.credit;

/**
 * The key that signs the codes of one day.
 *
 * @param keyId the day in UTC, such as {@code 2026-05-16}
 * @param sealed the key of 256 bits, encrypted for this id
 */
record CreditKey(String keyId, String sealed) {}
