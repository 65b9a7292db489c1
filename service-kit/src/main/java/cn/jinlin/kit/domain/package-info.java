/**
 * The words in which a feature states its rules: a change, and a refusal with a stable code.
 * Pure JDK, so that a rule is read and tested without any engine.
 */
@NullMarked
package cn.jinlin.kit.domain;

import org.jspecify.annotations.NullMarked;
