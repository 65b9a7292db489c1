package cn.jinlin.request.order;

import java.time.Instant;

/** The hour that a member's schedule holds for a claim; the token names the hold. */
public record HeldHour(String token, Instant from, Instant until) {}
