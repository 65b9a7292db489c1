package cn.jinlin.request.proof;

import java.time.Instant;
import java.util.List;

import cn.jinlin.events.RequestEvent.Outcome;

/**
 * What the work came to, as those who did it say.
 *
 * @param photos references, never the pictures themselves
 * @param by the subject of who said it
 */
public record Completion(String summary, List<Outcome> outcomes, List<String> photos, String by, Instant at) {
    public Completion {
        outcomes = List.copyOf(outcomes);
        photos = List.copyOf(photos);
    }
}
