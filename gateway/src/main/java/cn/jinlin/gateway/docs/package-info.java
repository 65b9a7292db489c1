/**
 * The API's documents, and a page at {@code /docs} that shows them and tries calls out. Everything comes from this jar, so
 * it needs neither a service nor the internet.
 */
@NullMarked
package cn.jinlin.gateway.docs;

import org.jspecify.annotations.NullMarked;
