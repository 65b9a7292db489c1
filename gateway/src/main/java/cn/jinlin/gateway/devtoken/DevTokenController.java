package cn.jinlin.gateway.devtoken;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code POST /dev/token}: a token with the roles and scopes of the body. */
@RestController
@Profile("dev-tokens")
class DevTokenController {

    private final TokenMint mint;

    DevTokenController(TokenMint mint) {
        this.mint = mint;
    }

    @PostMapping(path = "/dev/token", consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Token>> token(@RequestBody(required = false) Mono<byte[]> body) {
        return body.defaultIfEmpty(new byte[0]).map(TokenWishForm::read).map(this::minted);
    }

    private ResponseEntity<Token> minted(TokenWish wish) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore())
                .body(new Token(mint.mint(wish), "Bearer", mint.life().toSeconds()));
    }

    /** The answer as OAuth 2.0 shapes it (RFC 6749, section 5.1). */
    record Token(@JsonProperty("access_token") String accessToken, @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn) {}
}
