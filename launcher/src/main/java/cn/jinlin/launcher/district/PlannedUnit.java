package cn.jinlin.launcher.district;

import java.util.List;
import java.util.Map;

/**
 * A made-up unit of the full district.
 *
 * @param partners codes of the communities that it is tied to, the nearest first
 */
record PlannedUnit(String name, String kind, double longitude, double latitude, List<String> partners) {
    PlannedUnit {
        partners = List.copyOf(partners);
    }

    Map<String, Object> body() {
        return Map.of("name", name, "kind", kind, "location", Map.of("longitude", longitude, "latitude", latitude));
    }
}
