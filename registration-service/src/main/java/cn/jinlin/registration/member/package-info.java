/**
 * Members with both of their registrations in one document: who they are, encrypted, and where they serve.
 * Whatever changes tells one event without personal data; names and phones leave only masked or to those in scope.
 */
@NullMarked
package cn.jinlin.registration.member;

import org.jspecify.annotations.NullMarked;
