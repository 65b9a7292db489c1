/**
 * What request-service knows of communities, units, members and teams: views fed by the events of registration-service.
 * Idempotent by the aggregate's version, and possibly a moment behind; eligibility is read here and never from a token.
 */
@NullMarked
package cn.jinlin.request.directory;

import org.jspecify.annotations.NullMarked;
