package cn.jinlin.registration.live;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param most streams that this process keeps open
 * @param perMember streams of one member; one more ends the oldest
 * @param heartbeat how long a stream is silent at most
 * @param life after how long a stream ends, so that nobody reads on for ever with a token of once; the reader comes back
 * @param lookEvery how often it is looked for what other processes told
 */
@ConfigurationProperties("jinlin.inbox.streams")
record StreamSettings(@DefaultValue("2000") int most, @DefaultValue("5") int perMember, @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("30m") Duration life, @DefaultValue("1s") Duration lookEvery) {}
