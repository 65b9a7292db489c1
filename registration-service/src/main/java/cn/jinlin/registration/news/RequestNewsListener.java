package cn.jinlin.registration.news;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.RequestEvent.OrderRelocated;
import cn.jinlin.events.RequestEvent.OrderRescheduled;
import cn.jinlin.kit.events.EventReader;
import cn.jinlin.kit.events.Received;
import cn.jinlin.kit.store.View;
import cn.jinlin.registration.inbox.InboxDesk;
import cn.jinlin.registration.inbox.Note;
import cn.jinlin.registration.news.Holders.Holder;

/** Hears what happens to orders and claims, and tells those whom it concerns. */
@Component
class RequestNewsListener {
    private final EventReader reader;
    private final InboxDesk inbox;
    private final Holders holders;

    RequestNewsListener(EventReader reader, InboxDesk inbox, Holders holders) {
        this.reader = reader;
        this.inbox = inbox;
        this.holders = holders;
    }

    @KafkaListener(id = "registration-request-news", topics = RequestEvent.TOPIC)
    void hear(List<ConsumerRecord<String, byte[]>> batch) {
        List<View.Entry<Holder>> claims = new ArrayList<>();
        for (Received<RequestEvent> in : reader.read(batch, RequestEvent.class)) {
            claims.addAll(Holders.entries(in.event(), in.version()));
            switch (in.event()) {
                case OrderRescheduled told ->
                    tell(told.orderId(), claims, holder -> ClaimNews.rescheduled(told, holder.memberId(), in.id()));
                case OrderRelocated told ->
                    tell(told.orderId(), claims, holder -> ClaimNews.relocated(told, holder.memberId(), in.id()));
                default -> {
                    // says itself whom it concerns
                }
            }
            ClaimNews.of(in.event(), in.id()).forEach(inbox::tell);
        }
        holders.apply(claims);
    }

    /** Tells everybody who holds or waits for a place, those included of whom this batch tells. */
    private void tell(String orderId, List<View.Entry<Holder>> claims, Function<Holder, Note> note) {
        holders.apply(claims);
        claims.clear();
        holders.of(orderId).forEach(holder -> inbox.tell(note.apply(holder)));
    }
}
