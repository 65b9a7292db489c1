package cn.jinlin.gateway.rate;

import io.github.bucket4j.ConsumptionProbe;
import reactor.core.publisher.Mono;

/** Keeps a bucket for each caller. */
interface Rates {

    /** Takes one request from the caller's bucket, where it is not empty, and says how full it is. */
    Mono<ConsumptionProbe> take(Caller caller);
}
