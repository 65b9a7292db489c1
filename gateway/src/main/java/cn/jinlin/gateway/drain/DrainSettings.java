package cn.jinlin.gateway.drain;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param period how long the gateway goes on serving after it was told to end, so that whoever balances looks elsewhere */
@ConfigurationProperties("jinlin.drain")
public record DrainSettings(Duration period) {}
