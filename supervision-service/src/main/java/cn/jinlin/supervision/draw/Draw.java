package cn.jinlin.supervision.draw;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import cn.jinlin.events.SupervisionEvent.Target;

/**
 * A draw and all that it rests on. Each candidate has a lot, the SHA-256 of {@code <seed>\n<kind>:<targetId>} in hex. First
 * the {@code byRisk} candidates with the most points are taken, the smaller lot first among equals; then of the others the
 * {@code atRandom} with the smallest lots. Any tool that knows SHA-256 can check it.
 *
 * @param seed anything; where the caller gave none, 128 random bits in hex
 */
public record Draw(String drawId, String campaignId, String seed, int byRisk, int atRandom, RiskWeights weights,
        List<Candidate> candidates, Instant asOf) {
    public Draw {
        candidates = List.copyOf(candidates);
    }

    /** A target that could be drawn, and what was known of it. */
    public record Candidate(Target target, String name, Risk.Facts facts) {}

    /** Why a target was drawn. */
    public enum Basis {
        RISK, RANDOM
    }

    /** A candidate that was drawn. */
    public record Pick(Target target, String name, Basis basis, int risk) {}

    /** The targets drawn: those by risk first, each part in the order of the draw. */
    public List<Pick> picks() {
        List<Lot> byPoints = candidates.stream().map(this::lot)
                .sorted(Comparator.comparingInt(Lot::points).reversed().thenComparing(Lot::hash)).toList();
        int risky = Math.min(byRisk, byPoints.size());
        Stream<Pick> first = byPoints.stream().limit(risky).map(lot -> lot.pick(Basis.RISK));
        Stream<Pick> second = byPoints.stream().skip(risky).sorted(Comparator.comparing(Lot::hash)).limit(atRandom)
                .map(lot -> lot.pick(Basis.RANDOM));
        return Stream.concat(first, second).toList();
    }

    public Risk risk(Candidate candidate) {
        return Risk.of(candidate.facts(), weights);
    }

    public String lotOf(Candidate candidate) {
        return sha256(seed + "\n" + key(candidate.target()));
    }

    /** SHA-256 over all that the draw rests on, in hex. */
    public String digest() {
        String all = candidates.stream().map(each -> key(each.target()) + " " + each.facts()).sorted()
                .collect(Collectors.joining("\n"));
        return sha256(String.join("\n", campaignId, seed, byRisk + " " + atRandom, weights.toString(), asOf.toString(), all));
    }

    private record Lot(Candidate candidate, int points, String hash) {
        Pick pick(Basis basis) {
            return new Pick(candidate.target(), candidate.name(), basis, points);
        }
    }

    private Lot lot(Candidate candidate) {
        return new Lot(candidate, risk(candidate).points(), lotOf(candidate));
    }

    private static String key(Target target) {
        return target.kind() + ":" + target.targetId();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
