package cn.jinlin.kit.test;

import com.mongodb.ConnectionString;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

import cn.jinlin.embedded.EmbeddedStore;

/** Gives a test context a store of its own, in memory and on a random port. */
@TestConfiguration(proxyBeanMethods = false)
public class EmbeddedStoreConfiguration {
    @Bean(destroyMethod = "close")
    EmbeddedStore embeddedStore() {
        return EmbeddedStore.start(null, 0);
    }

    @Bean
    MongoConnectionDetails embeddedStoreConnection(EmbeddedStore store) {
        return () -> new ConnectionString(store.uri());
    }
}
