package cn.jinlin.request.directory;

import java.util.List;

/** A community as orders need it: that it exists, its name, and its compounds. */
public record Community(String communityId, String name, List<String> compoundIds) {
    public Community {
        compoundIds = List.copyOf(compoundIds);
    }
}
