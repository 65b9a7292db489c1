package cn.jinlin.request.credit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;

import cn.jinlin.request.proof.ScannedCode;

import static org.assertj.core.api.Assertions.assertThat;

class CreditCodesTest {
    private static final String DAY = "2026-05-16";
    private static final ScannedCode SAYS = new ScannedCode("order", "acceptance", Instant.parse("2026-05-16T10:02:00Z"));
    private static final SecretKey KEY = key(1);
    private static final String CODE = new CreditCodes().write(DAY, KEY, SAYS);

    private static SecretKey key(int filling) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) filling);
        return new SecretKeySpec(bytes, CreditCodes.ALGORITHM);
    }

    private static Optional<ScannedCode> read(String code) {
        return new CreditCodes().read(code, id -> Optional.ofNullable(Map.of(DAY, KEY).get(id)));
    }

    @Test
    void saysWhatWasSigned() {
        assertThat(read(CODE)).contains(SAYS);
    }

    @Test
    void isWorthNothingWithAnyCharacterChanged() {
        for (int i = 0; i < CODE.length(); i++) {
            char other = CODE.charAt(i) == 'A' ? 'Q' : 'A';
            String forged = CODE.substring(0, i) + other + CODE.substring(i + 1);
            assertThat(read(forged)).as(forged).isEmpty();
        }
    }

    @Test
    void isWorthNothingWithAnyBitFlipped() {
        String[] parts = CODE.split("\\.");
        byte[] said = Base64.getUrlDecoder().decode(parts[0]);
        byte[] mac = Base64.getUrlDecoder().decode(parts[1]);
        for (int bit = 0; bit < said.length * 8; bit++) {
            assertThat(read(text(flipped(said, bit), mac))).as("bit %d of the text", bit).isEmpty();
        }
        for (int bit = 0; bit < mac.length * 8; bit++) {
            assertThat(read(text(said, flipped(mac, bit)))).as("bit %d of the signature", bit).isEmpty();
        }
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / 8] ^= (byte) (1 << bit % 8);
        return copy;
    }

    private static String text(byte[] said, byte[] mac) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString(said) + '.' + base64.encodeToString(mac);
    }

    @Test
    void isWorthNothingCutOffPaddedOrJoinedToAnother() {
        for (int end = 0; end < CODE.length(); end++) {
            assertThat(read(CODE.substring(0, end))).isEmpty();
        }
        for (String more : List.of("=", ".", "A", " ", "\n", "." + CODE)) {
            assertThat(read(CODE + more)).isEmpty();
            assertThat(read(more + CODE)).isEmpty();
        }
        String other = new CreditCodes().write(DAY, KEY, new ScannedCode("other", "acceptance", SAYS.expiresAt()));
        assertThat(read(CODE.split("\\.")[0] + '.' + other.split("\\.")[1])).isEmpty();
    }

    @Test
    void isWorthNothingWhenSignedWithAnotherKeyOrAnUnknownOne() {
        assertThat(read(new CreditCodes().write(DAY, key(2), SAYS))).isEmpty();
        assertThat(read(new CreditCodes().write("2026-05-17", KEY, SAYS))).isEmpty();
        assertThat(new CreditCodes().read(CODE, _ -> Optional.empty())).isEmpty();
    }

    /** Whoever got hold of an old key can sign nothing that is still alive. */
    @Test
    void isSignedOnlyByTheKeyOfTheDayOnWhichItEnds() {
        for (String day : List.of("2026-05-15", "2026-05-17", "2025-05-16")) {
            assertThat(readWithAnyKey(new CreditCodes().write(day, KEY, SAYS))).as(day).isEmpty();
        }
        assertThat(CreditCodes.keyId(Instant.parse("2026-05-16T23:59:59Z"))).isEqualTo("2026-05-16");
        assertThat(CreditCodes.keyId(Instant.parse("2026-05-17T00:00:00Z"))).isEqualTo("2026-05-17");
    }

    /** Reads with a store of keys that has the right one under every id. */
    private static Optional<ScannedCode> readWithAnyKey(String code) {
        return new CreditCodes().read(code, _ -> Optional.of(KEY));
    }

    @Test
    void takesNoKeyIdButADay() {
        for (String id : List.of("", "..", "../2026-05-16", "2026-05-16/..", "2026-05-16\0", " 2026-05-16", "2026-5-16",
                "2026-05-16T", "２０２６-０５-１６", "{\"$gt\":\"\"}", "2026-05-16|2026-05-16")) {
            assertThat(readWithAnyKey(new CreditCodes().write(id, KEY, SAYS))).as(id).isEmpty();
        }
        assertThat(readWithAnyKey(CODE)).contains(SAYS);
    }

    @Test
    void takesNoOtherFormNorAlgorithm() throws Exception {
        String said = "JL1|2026-05-16|order|acceptance|" + SAYS.expiresAt().getEpochSecond();
        assertThat(readWithAnyKey(signed(said, "HmacSHA256"))).contains(SAYS);
        for (String algorithm : List.of("HmacSHA1", "HmacSHA512", "HmacSHA512/256", "HmacMD5", "HmacSHA3-256")) {
            assertThat(readWithAnyKey(signed(said, algorithm))).as(algorithm).isEmpty();
        }
        for (String other : List.of(said.replace("JL1", "JL2"), said.replace("JL1", "jl1"), said.replace("JL1", ""), said + "|",
                "JL1|2026-05-16|order|acceptance", "", "||||", said.replace("|order", "|or|der"))) {
            assertThat(readWithAnyKey(signed(other, "HmacSHA256"))).as(other).isEmpty();
        }
        assertThat(read(text(said.getBytes(StandardCharsets.UTF_8), new byte[0]))).isEmpty();
        assertThat(read(text(said.getBytes(StandardCharsets.UTF_8), new byte[32]))).isEmpty();
        assertThat(
                read("eyJhbGciOiJub25lIn0." + Base64.getUrlEncoder().encodeToString(said.getBytes(StandardCharsets.UTF_8)) + "."))
                .isEmpty();
    }

    @Test
    void takesNoMomentBeyondTheCalendar() throws Exception {
        for (String end : List.of("", "x", "1e3", "9223372036854775807", "-9223372036854775808", "99999999999999999999",
                "31556889864403200")) {
            assertThat(readWithAnyKey(signed("JL1|2026-05-16|order|acceptance|" + end, "HmacSHA256"))).as(end).isEmpty();
        }
    }

    private static String signed(String said, String algorithm) throws Exception {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(KEY.getEncoded(), algorithm));
        byte[] bytes = said.getBytes(StandardCharsets.UTF_8);
        return text(bytes, mac.doFinal(bytes));
    }

    @Test
    void refusesGarbageWithoutAFault() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            assertThat(read(new String(bytes, StandardCharsets.ISO_8859_1))).isEmpty();
        }
        assertThat(read(".")).isEmpty();
        assertThat(read("")).isEmpty();
        assertThat(read("x".repeat(1_000_000))).isEmpty();
        assertThat(read(".".repeat(1_000_000))).isEmpty();
        assertThat(read("AAAA.".repeat(200_000))).isEmpty();
    }

    @Test
    void canBeReadFromItsPictures() throws Exception {
        assertThat(Pictures.png(new CodePicture().png(CODE))).isEqualTo(CODE);
        assertThat(Pictures.svg(new CodePicture().svg(CODE))).isEqualTo(CODE);
    }
}
