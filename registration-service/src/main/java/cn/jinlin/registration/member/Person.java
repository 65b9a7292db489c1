package cn.jinlin.registration.member;

/**
 * Who a member is, readable only with the data key.
 *
 * @param name encrypted
 * @param phone encrypted
 * @param phoneIndex the same for the same phone: for search by equality
 */
record Person(String name, String phone, String phoneIndex) {}
