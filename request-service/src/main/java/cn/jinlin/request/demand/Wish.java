package cn.jinlin.request.demand;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

import cn.jinlin.request.terms.Terms;

/**
 * What a sender wants.
 *
 * @param source the channel and the client, for example {@code PLATFORM:city}
 */
public record Wish(String source, Optional<String> externalId, String communityId, Terms terms, Optional<String> place,
        Optional<String> mediaUrl) {

    /** The same wish under an id. */
    public Wish named(String id) {
        return new Wish(source, Optional.of(id), communityId, terms, place, mediaUrl);
    }

    /** The same for the same wish, and for no other, whatever its id. */
    public String digest() {
        try {
            byte[] all = (communityId + '\n' + terms + '\n' + place + '\n' + mediaUrl).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
