package cn.jinlin.request.credit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import cn.jinlin.request.proof.ManualCredit.Allowance;

/**
 * How many credits of one order an officer may enter by hand: the larger of the two.
 *
 * @param least so many in any case
 * @param percent a share of those who served, rounded up
 */
@ConfigurationProperties("jinlin.manual-credits")
record ManualCreditSettings(@DefaultValue("2") int least, @DefaultValue("20") int percent) {
    Allowance allowance() {
        return new Allowance(least, percent);
    }
}
