package cn.jinlin.kit.outbox;

import org.junit.jupiter.api.extension.ExtendWith;

import cn.jinlin.kit.test.RealEngines;

@ExtendWith(RealEngines.class)
class RealRelayContractTest extends RelayContract {
    @Override
    String mongoUri() {
        return RealEngines.mongoUri();
    }

    @Override
    String bootstrapServers() {
        return RealEngines.bootstrapServers();
    }
}
