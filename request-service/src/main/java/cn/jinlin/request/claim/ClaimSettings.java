package cn.jinlin.request.claim;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the district allows.
 *
 * @param maxOpen open claims, waiting ones too, that a member may have at a time
 */
@ConfigurationProperties("jinlin.claims")
record ClaimSettings(@DefaultValue("3") int maxOpen) {}
