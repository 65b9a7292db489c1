package cn.jinlin.registration.inbox;

import java.time.Instant;
import java.util.Map;

/**
 * Something to tell a member.
 *
 * @param key unguessable or not, the same for the same thing: it is told once
 * @param details see {@link Message#details}
 * @param at when it happened
 */
public record Note(String memberId, MessageCode code, Map<String, String> details, String key, Instant at) {}
