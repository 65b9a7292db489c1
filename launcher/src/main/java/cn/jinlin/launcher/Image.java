package cn.jinlin.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A jar in the form that starts fastest.
 *
 * @param jar what {@code java -jar} is given
 * @param cache where its start-up cache is or will be; nothing when it can have none
 */
record Image(Path jar, @Nullable Path cache) {

    boolean cached() {
        return cache != null && Files.exists(cache);
    }

    List<String> cacheOption() {
        return cached() ? List.of("-XX:AOTCache=" + cache) : List.of();
    }
}
