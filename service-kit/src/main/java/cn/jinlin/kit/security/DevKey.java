package cn.jinlin.kit.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

import cn.jinlin.kit.UnfitSetting;

/** Reads the public key of development tokens: PEM, X.509 SubjectPublicKeyInfo, RSA. */
final class DevKey {
    private DevKey() {}

    static RSAPublicKey read(String file) {
        try {
            String pem = Files.readString(Path.of(file)).replaceAll("-----[A-Z ]+-----|\\s", "");
            X509EncodedKeySpec spec = new X509EncodedKeySpec(Base64.getDecoder().decode(pem));
            return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException | ClassCastException e) {
            throw new UnfitSetting("JINLIN_DEV_PUBLIC_KEY names no readable RSA public key: '" + file + "'.",
                    "Point it to a PEM file (BEGIN PUBLIC KEY), or leave the profile dev-tokens.");
        }
    }
}
