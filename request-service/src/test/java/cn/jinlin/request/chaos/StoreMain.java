package cn.jinlin.request.chaos;

import java.nio.file.Path;

import cn.jinlin.embedded.EmbeddedStore;

/** The store in a process of its own: folder and port. */
final class StoreMain {
    private StoreMain() {}

    public static void main(String[] arguments) {
        EmbeddedStore.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        Leash.ready();
        Leash.obey(line -> {});
    }
}
