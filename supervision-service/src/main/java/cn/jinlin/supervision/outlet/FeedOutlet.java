package cn.jinlin.supervision.outlet;

import java.util.Optional;

import org.springframework.stereotype.Component;

import cn.jinlin.events.SupervisionEvent.Channel;

/** This district's own feed: what is live there is shown by the exemplar itself, and told by its event. */
@Component
class FeedOutlet implements Outlet {
    @Override
    public Channel channel() {
        return Channel.FEED;
    }

    @Override
    public Step publish(Article article, Optional<String> ticket) {
        return new Step.Live(article.articleId(), Optional.of("/api/v1/exemplars/feed/" + article.articleId()));
    }

    @Override
    public void takeBack(String articleId, Optional<String> receipt, Optional<String> ticket) {
        // nothing lies elsewhere
    }
}
