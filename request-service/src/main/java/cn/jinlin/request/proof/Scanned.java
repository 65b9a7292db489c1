package cn.jinlin.request.proof;

import java.util.Optional;

import cn.jinlin.events.Location;

/**
 * A member's scan.
 *
 * @param code what the code says; empty unless its signature is right
 * @param device a keyed digest of the device's id, never the id itself
 * @param here where the phone says it is
 */
public record Scanned(String memberId, Optional<ScannedCode> code, Optional<String> device, Optional<Here> here) {

    /** @param sealed the location as it is kept: encrypted for this order and member */
    public record Here(Location location, String sealed) {}

    public Optional<Integer> metresFrom(Optional<Location> place) {
        return place.flatMap(there -> here.map(now -> (int) Math.round(Distance.metres(there, now.location()))));
    }
}
