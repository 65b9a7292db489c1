package cn.jinlin.kit.store;

import cn.jinlin.kit.test.Engines;

class EmbeddedStoreContractTest extends StoreContract {
    @Override
    String uri() {
        return Engines.mongoUri();
    }
}
