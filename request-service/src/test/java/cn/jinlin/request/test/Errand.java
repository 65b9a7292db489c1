package cn.jinlin.request.test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.test.web.servlet.assertj.MvcTestResult;

import cn.jinlin.kit.test.TestTokens;

import static cn.jinlin.request.test.Api.body;
import static org.assertj.core.api.Assertions.assertThat;

/** One order of two hours, driven through its life by the calls that people make. */
public record Errand(Api api, MovableClock clock, String officer, String path, Instant start) {

    public Instant end() {
        return start.plus(Duration.ofHours(2));
    }

    /** An order for everybody in the district that starts in a day; {@code more} as in {@link Api#order}. */
    public static Errand published(Api api, MovableClock clock, String communityId, int places, String more) {
        return published(api, clock, communityId, places, more, clock.instant().plus(Duration.ofDays(1)));
    }

    public static Errand published(Api api, MovableClock clock, String communityId, int places, String more, Instant start) {
        String officer = TestTokens.officer(communityId);
        MvcTestResult made = api.post(officer, "/orders",
                Api.order(communityId, start, start.plus(Duration.ofHours(2)), places, "DISTRICT", more));
        assertThat(made).hasStatus(201);
        String path = "/orders/" + body(made).path("orderId").asString();
        assertThat(api.post(officer, path + "/publication", "")).hasStatus(200);
        return new Errand(api, clock, officer, path, start);
    }

    public Errand claimedBy(String... members) {
        for (String member : members) {
            assertThat(api.post(TestTokens.member(member), path + "/claims", "{}")).hasStatus(201);
        }
        return this;
    }

    /** Moves everybody's clock on to the start. */
    public Errand begun() {
        clock.moveTo(start);
        return this;
    }

    /** By the officer's roll call. */
    public Errand attendedBy(String... members) {
        for (String member : members) {
            assertThat(roll(member)).hasStatus(201);
        }
        return this;
    }

    public MvcTestResult roll(String member) {
        return api.post(officer, path + "/check-ins", "{\"memberId\":\"" + member + "\"}");
    }

    public Errand completed() {
        assertThat(api.post(officer, path + "/completion", "{\"summary\":\"done\"}")).hasStatus(200);
        return this;
    }

    public MvcTestResult accept(String... participants) {
        return api.post(officer, path + "/acceptance", accepting(participants));
    }

    public static String accepting(String... participants) {
        return Stream.of(participants)
                .collect(Collectors.joining(",", "{\"verdict\":\"ACCEPTED\",\"comment\":\"\",\"participants\":[", "]}"));
    }

    public static String served(String member, int minutes) {
        return "{\"memberId\":\"%s\",\"verdict\":\"SERVED\",\"minutes\":%d}".formatted(member, minutes);
    }

    /** Claimed, attended, completed and accepted: these served an hour each. */
    public Errand served(String... members) {
        claimedBy(members).begun().attendedBy(members).completed();
        assertThat(accept(Stream.of(members).map(member -> served(member, 60)).toArray(String[]::new))).hasStatus(200);
        return this;
    }

    public String code() {
        return body(api.get(officer, path + "/credit-code")).path("code").asString();
    }

    /** A scan of this code; {@code more} such as {@code ,"deviceId":"phone"}. */
    public MvcTestResult scan(String member, String code, String more) {
        return api.post(TestTokens.member(member), path + "/credits", "{\"code\":\"" + code + "\"" + more + "}");
    }

    public MvcTestResult enter(String token, String member, String reason) {
        return api.post(token, path + "/manual-credits",
                "{\"memberId\":\"%s\",\"reason\":\"%s\"}".formatted(member, reason));
    }

    /** Field and code of every error of a 400. */
    public static List<String> errors(MvcTestResult result) {
        assertThat(result).hasStatus(400);
        assertThat(body(result).path("code").asString()).isEqualTo("INVALID_INPUT");
        return body(result).path("errors").valueStream()
                .map(error -> error.path("field").asString() + " " + error.path("code").asString()).toList();
    }
}
