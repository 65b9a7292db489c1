package cn.jinlin.registration.news;

import java.time.Instant;

/** @param toldUntil everybody whose confirmation runs out up to then was told */
record RenewalRound(Instant toldUntil) {
    static final String ID = "renewals";
}
