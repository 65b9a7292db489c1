package cn.jinlin.request.chaos;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.SendResult;

import cn.jinlin.request.history.Invariant;

/** What can be broken in an instance on purpose, to see whether it is found. */
enum Breakage {
    NONE(List.of()) {
        @Override
        void into(GenericApplicationContext beans) {}
    },

    /** The outbox is pulled as soon as its events are handed to the producer, without waiting for the broker. */
    PULLED_BEFORE_ACKNOWLEDGED(List.of(Invariant.EVENT_MISSING)) {
        @Override
        void into(GenericApplicationContext beans) {
            beans.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof KafkaTemplate<?, ?> template ? hasty(template.getProducerFactory()) : bean;
                }
            });
        }
    },

    /** Holds whose claim broke off stay for ever. */
    HOLDS_NEVER_SETTLED(List.of(Invariant.HOLD_UNSETTLED)) {
        @Override
        void into(GenericApplicationContext beans) {
            beans.addBeanFactoryPostProcessor(
                    factory -> ((BeanDefinitionRegistry) factory).removeBeanDefinition("dueHolds"));
        }
    };

    private final List<Invariant> breaks;

    Breakage(List<Invariant> breaks) {
        this.breaks = breaks;
    }

    /** What does not hold any more. */
    List<Invariant> breaks() {
        return breaks;
    }

    abstract void into(GenericApplicationContext beans);

    private static <K, V> KafkaTemplate<K, V> hasty(ProducerFactory<K, V> producers) {
        return new KafkaTemplate<>(producers) {
            @Override
            public CompletableFuture<SendResult<K, V>> send(ProducerRecord<K, V> out) {
                super.send(out);
                return CompletableFuture.completedFuture(null);
            }
        };
    }
}
