package cn.jinlin.supervision.campaign;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param takeLate how long after its end a campaign still takes sheets from phones that had no connection */
@ConfigurationProperties("jinlin.campaigns")
record CampaignSettings(@DefaultValue("3d") Duration takeLate) {}
