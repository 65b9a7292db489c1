/**
 * The service record: an append-only, hash-chained ledger for each member and year, which counts every credit exactly once
 * and keeps what officers entered afterwards apart. An entry is never changed; a further entry takes it back.
 */
@NullMarked
package cn.jinlin.registration.record;

import org.jspecify.annotations.NullMarked;
