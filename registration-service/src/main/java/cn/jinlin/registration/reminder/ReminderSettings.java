package cn.jinlin.registration.reminder;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param reminders how long before its start those who hold a place on an order are reminded
 * @param renewal how long before a confirmation runs out its member is told
 * @param round how often it is looked for such members
 */
@ConfigurationProperties("jinlin.news")
record ReminderSettings(@DefaultValue({"24h", "2h"}) List<Duration> reminders, @DefaultValue("30d") Duration renewal,
        @DefaultValue("10m") Duration round) {}
