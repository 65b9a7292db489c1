package cn.jinlin.request.proof;

import java.time.Instant;

/** What a credit code with a right signature says. */
public record ScannedCode(String orderId, String acceptanceId, Instant expiresAt) {}
