package cn.jinlin.supervision.outlet;

import java.util.Optional;

import cn.jinlin.events.SupervisionEvent.Channel;

/**
 * Publishes articles on one channel, in steps, so that a step that is repeated after a crash publishes nothing twice.
 *
 * <p>Throws {@link OutletFault}.
 */
public interface Outlet {
    Channel channel();

    /**
     * The next step of publishing.
     *
     * @param ticket what the step before left; empty at the beginning
     */
    Step publish(Article article, Optional<String> ticket);

    /**
     * Takes an article back; one that is not there is as good as taken back.
     *
     * @param receipt of the live article; empty where nobody knows whether it went live
     * @param ticket of the last step that is known
     */
    void takeBack(String articleId, Optional<String> receipt, Optional<String> ticket);

    /** @param articleId stays the same however often it is sent */
    record Article(String articleId, String title, String text) {}

    /** What a step came to. */
    sealed interface Step {
        /** Not live yet; the ticket leads to the next step. */
        record Underway(String ticket) implements Step {}

        /**
         * It can be read.
         *
         * @param receipt by which it is taken back
         * @param url where it can be read, when the channel says so
         */
        record Live(String receipt, Optional<String> url) implements Step {}
    }
}
