package cn.jinlin.supervision.coverage;

import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

/** Which communities the board calls SHORT now. */
@Component
public class ShortCommunities {
    private final CoverageDesk desk;

    ShortCommunities(CoverageDesk desk) {
        this.desk = desk;
    }

    public Set<String> now() {
        return desk.board().rows().stream().filter(row -> row.band() == CoverageBoard.Band.SHORT)
                .map(row -> row.counts().communityId()).collect(Collectors.toUnmodifiableSet());
    }
}
