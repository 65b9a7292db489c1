/**
 * The two engines of the default installation inside one JVM: a MongoDB-wire store and a real Kafka broker.
 * Promises that nothing acknowledged is lost when the process is killed, and that both listen on 127.0.0.1 only.
 */
@NullMarked
package cn.jinlin.embedded;

import org.jspecify.annotations.NullMarked;
