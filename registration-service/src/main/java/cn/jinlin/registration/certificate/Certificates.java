package cn.jinlin.registration.certificate;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import org.springframework.stereotype.Repository;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.Versioned;

/** One document for each member and period that was ever certified. */
@Repository
class Certificates {
    private static final String NUMBERS = "numbers";

    private final Aggregates<Certificate, RegistrationEvent> aggregates;

    Certificates(Store store) {
        aggregates = store.aggregates(new AggregateType<>("certificate", "certificates", Certificate.class,
                RegistrationEvent.TOPIC, certificate -> Optional.empty(),
                certificate -> Map.of(NUMBERS, certificate.issues().stream().map(issue -> issue.number().text()).toList()),
                List.of(new IndexModel(Indexes.ascending(NUMBERS)))));
    }

    Aggregates<Certificate, RegistrationEvent> aggregates() {
        return aggregates;
    }

    Optional<Certificate> with(CertificateNumber number) {
        return aggregates.find(Filters.eq(NUMBERS, number.text()), Filters.empty(), 1).stream().findFirst()
                .map(Versioned::state);
    }
}
