package cn.jinlin.request.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.request.client.ClientSettings.Scope;

/** Tells systems outside apart; whom it does not know may do nothing. */
@Component
@EnableConfigurationProperties(ClientSettings.class)
public class Clients {
    private final Map<String, Scope> scopes;

    Clients(ClientSettings settings) {
        this.scopes = Map.copyOf(settings.clients());
    }

    public Optional<Client> byId(String clientId) {
        return Optional.ofNullable(scopes.get(clientId)).map(scope -> client(clientId, scope));
    }

    /** The client that a token was given to; FORBIDDEN for one without a scope here. */
    public Client of(Caller caller) {
        return caller.clientId().flatMap(this::byId).orElseThrow(() -> KitRefusal.FORBIDDEN.because());
    }

    /** By its key; every key is compared, and in the same time. */
    public Optional<Client> byKey(String apiKey) {
        Optional<Client> found = Optional.empty();
        for (Map.Entry<String, Scope> each : scopes.entrySet()) {
            String key = each.getValue().apiKey();
            if (key != null && !key.isBlank() && MessageDigest.isEqual(utf8(key), utf8(apiKey))) {
                found = Optional.of(client(each.getKey(), each.getValue()));
            }
        }
        return found;
    }

    private static Client client(String clientId, Scope scope) {
        return new Client(clientId, scope.communities(), scope.categories(), scope.calls());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
