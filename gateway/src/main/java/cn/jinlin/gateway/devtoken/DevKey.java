package cn.jinlin.gateway.devtoken;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

import cn.jinlin.gateway.UnusableSettings;

/** The development key with its public half, which the private one contains. */
record DevKey(RSAPrivateCrtKey secret, RSAPublicKey open) {

    private static final int SMALLEST_BITS = 2048;
    private static final String REMEDY = "Point JINLIN_DEV_PRIVATE_KEY to a PEM file (PKCS#8, RSA 2048) it can read.";

    /** @throws UnusableSettings when the file cannot be read or holds no such key */
    static DevKey read(Path file) {
        try {
            String text = Files.readString(file).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            RSAPrivateCrtKey secret = (RSAPrivateCrtKey) rsa
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text)));
            if (secret.getModulus().bitLength() < SMALLEST_BITS) {
                throw new UnusableSettings("The development key in " + file + " is shorter than 2048 bits.", REMEDY);
            }
            return new DevKey(secret, (RSAPublicKey) rsa
                    .generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent())));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException | ClassCastException unreadable) {
            throw new UnusableSettings("The development key in " + file + " cannot be read.", REMEDY);
        }
    }
}
