package cn.jinlin.kit.album;

import java.time.Clock;

import com.mongodb.client.MongoDatabase;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

import cn.jinlin.kit.crypto.CryptoConfiguration;
import cn.jinlin.kit.crypto.FieldCipher;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.StoreConfiguration;

/** Provides the service's {@link Archive}. */
@AutoConfiguration(after = {StoreConfiguration.class, CryptoConfiguration.class})
public class AlbumConfiguration {
    @Bean
    @ConditionalOnBean(Store.class)
    Archive archive(Store store, MongoDatabase database, FieldCipher cipher, Clock clock) {
        return new Archive(store, database, cipher, clock);
    }
}
