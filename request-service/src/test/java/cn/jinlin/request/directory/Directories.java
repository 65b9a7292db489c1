package cn.jinlin.request.directory;

import java.util.List;

import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.View;

/** Directories of instances without a broker. */
public final class Directories {
    private Directories() {}

    /** One that knows these communities. */
    public static Directory on(Store store, Community... communities) {
        Directory directory = new Directory(store);
        directory.applyCommunities(List.of(communities).stream()
                .map(community -> new View.Entry<>(community.communityId(), 1, community)).toList());
        return directory;
    }
}
