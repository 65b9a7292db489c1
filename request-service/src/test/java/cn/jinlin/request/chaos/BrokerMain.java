package cn.jinlin.request.chaos;

import java.nio.file.Path;

import cn.jinlin.embedded.EmbeddedBroker;

/** The broker in a process of its own: folder and port. */
final class BrokerMain {
    private BrokerMain() {}

    public static void main(String[] arguments) {
        EmbeddedBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        Leash.ready();
        Leash.obey(line -> {});
    }
}
