package cn.jinlin.supervision.campaign;

import java.time.Clock;
import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import cn.jinlin.kit.store.DueWork;

/** Starts and closes campaigns when their time comes. */
@Configuration(proxyBeanMethods = false)
class CampaignClock {
    private static final Duration EVERY = Duration.ofSeconds(2);

    @Bean
    DueWork dueCampaigns(Campaigns campaigns, CampaignDesk desk, Clock clock) {
        return new DueWork("campaign", campaigns.aggregates(), clock, EVERY, desk::letPass);
    }
}
