package cn.jinlin.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import cn.jinlin.launcher.process.Owned;

/**
 * The key pair of the development tokens, kept with the data: the gateway signs with the one, every service checks with
 * the other. A pair that is there is kept, so tokens outlive a restart.
 */
record Keys(Path privateKey, Path publicKey) {
    private static final int BITS = 2048;
    private static final int PEM_LINE = 64;

    static Keys in(Path data) throws IOException {
        Path folder = Owned.folder(data.resolve("keys"));
        Keys keys = new Keys(folder.resolve("dev-token.key.pem"), folder.resolve("dev-token.pub.pem"));
        if (!Files.exists(keys.privateKey) || !Files.exists(keys.publicKey)) {
            keys.make();
        }
        return keys;
    }

    private void make() throws IOException {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            write(publicKey, "PUBLIC KEY", pair.getPublic().getEncoded());
            write(privateKey, "PRIVATE KEY", pair.getPrivate().getEncoded());
        } catch (NoSuchAlgorithmException everyJdkHasRsa) {
            throw new IllegalStateException(everyJdkHasRsa);
        }
    }

    private static void write(Path file, String kind, byte[] encoded) throws IOException {
        var base64 = Base64.getMimeEncoder(PEM_LINE, new byte[]{'\n'}).encodeToString(encoded);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(Owned.FILE));
        Files.write(fresh, ("-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n").getBytes(
                StandardCharsets.US_ASCII));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
