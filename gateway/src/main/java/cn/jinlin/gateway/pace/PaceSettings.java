package cn.jinlin.gateway.pace;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * How slow a client may be.
 *
 * @param head how long the line and headers of a request may take, from its first byte on
 * @param stall how long a body, or the reading of an answer, may pause or fall short of {@code least}
 * @param least how much of a body or of an answer must go by in a second
 */
@ConfigurationProperties("jinlin.pace")
public record PaceSettings(Duration head, Duration stall, DataSize least) {

    /** Whether so many bytes in so long a time are too few; a client may take {@code stall} before it is judged. */
    public boolean tooSlow(long bytes, Duration taken) {
        return taken.compareTo(stall) > 0 && bytes < least.toBytes() * taken.toSeconds();
    }
}
