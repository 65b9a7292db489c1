package cn.jinlin.kit.outbox;

import cn.jinlin.kit.test.Engines;

class EmbeddedRelayContractTest extends RelayContract {
    @Override
    String mongoUri() {
        return Engines.mongoUri();
    }

    @Override
    String bootstrapServers() {
        return Engines.bootstrapServers();
    }
}
