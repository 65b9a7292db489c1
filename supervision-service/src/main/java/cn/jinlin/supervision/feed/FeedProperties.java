package cn.jinlin.supervision.feed;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of the feed.
 *
 * @param waiters how many calls of one instance may wait for news; further ones are answered at once
 * @param lookEvery how soon a waiting call sees what another instance entered
 */
@ConfigurationProperties("jinlin.feed")
record FeedProperties(@DefaultValue("500") int waiters, @DefaultValue("500ms") Duration lookEvery) {}
