package cn.jinlin.kit.store;

import org.junit.jupiter.api.extension.ExtendWith;

import cn.jinlin.kit.test.RealEngines;

@ExtendWith(RealEngines.class)
class MongoStoreContractTest extends StoreContract {
    @Override
    String uri() {
        return RealEngines.mongoUri();
    }
}
