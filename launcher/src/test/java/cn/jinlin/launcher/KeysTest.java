package cn.jinlin.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class KeysTest {
    @TempDir
    Path data;

    @Test
    void thePublicKeyChecksWhatThePrivateOneSigned() throws Exception {
        Keys keys = Keys.in(data);
        var factory = KeyFactory.getInstance("RSA");
        var publicKey = (RSAPublicKey) factory.generatePublic(new X509EncodedKeySpec(encoded(keys.publicKey())));
        byte[] signed = sign(factory, keys);

        var check = Signature.getInstance("SHA256withRSA");
        check.initVerify(publicKey);
        check.update(new byte[]{1, 2, 3});

        assertThat(check.verify(signed)).isTrue();
        assertThat(publicKey.getModulus().bitLength()).isEqualTo(2048);
    }

    @Test
    void onlyTheOwnerMayReadThemAndTheyStay() throws IOException {
        Keys first = Keys.in(data);
        String pem = Files.readString(first.privateKey());

        assertThat(Files.readString(Keys.in(data).privateKey())).isEqualTo(pem);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first.privateKey()))).isEqualTo("rw-------");
    }

    private static byte[] sign(KeyFactory factory, Keys keys) throws GeneralSecurityException, IOException {
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(factory.generatePrivate(new PKCS8EncodedKeySpec(encoded(keys.privateKey()))));
        signature.update(new byte[]{1, 2, 3});
        return signature.sign();
    }

    private static byte[] encoded(Path pem) throws IOException {
        return Base64.getMimeDecoder().decode(Files.readString(pem).replaceAll("-----[A-Z ]+-----", ""));
    }
}
