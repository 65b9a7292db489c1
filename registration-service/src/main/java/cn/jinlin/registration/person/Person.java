package cn.jinlin.registration.person;

/**
 * Who a member is, readable only with the data key.
 *
 * @param name encrypted
 * @param phone encrypted
 * @param phoneIndex the same for the same phone: for search by equality
 */
public record Person(String name, String phone, String phoneIndex) {
    /** A mobile number of the mainland, eleven digits. */
    public static final String MOBILE = "1[3-9]\\d{9}";
}
