package cn.jinlin.launcher;

import java.util.List;
import java.util.Locale;

import cn.jinlin.launcher.process.Tier;

/** The processes of the suite, in the order of their start. */
@SuppressWarnings("ImmutableEnumChecker") // the list is List.of
enum Part {
    EMBEDDED("embedded", Tier.ENGINES, 256, "", Port.STORE, Port.BROKER), REGISTRATION("registration-service", Tier.SERVICES, 192,
            "/actuator/health/readiness", Port.REGISTRATION), REQUEST("request-service", Tier.SERVICES, 192,
                    "/actuator/health/readiness", Port.REQUEST), SUPERVISION("supervision-service", Tier.SERVICES, 192,
                            "/actuator/health/readiness",
                            Port.SUPERVISION), GATEWAY("gateway", Tier.GATEWAY, 160, "/actuator/health", Port.GATEWAY);

    private final String module;
    private final Tier tier;
    private final int heapMb;
    private final String health;
    private final List<Port> ports;

    /** @param health the page that answers 200 once it is ready; empty when the ports alone tell */
    Part(String module, Tier tier, int heapMb, String health, Port... ports) {
        this.module = module;
        this.tier = tier;
        this.heapMb = heapMb;
        this.health = health;
        this.ports = List.of(ports);
    }

    String module() {
        return module;
    }

    Tier tier() {
        return tier;
    }

    int heapMb() {
        return heapMb;
    }

    String health() {
        return health;
    }

    List<Port> ports() {
        return ports;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    String optionsVariable() {
        return "JINLIN_" + name() + "_OPTS";
    }
}
