package cn.jinlin.launcher.demo;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import cn.jinlin.launcher.console.Console;
import cn.jinlin.launcher.door.Answer;
import cn.jinlin.launcher.door.Door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StageTest {
    private final Stage stage = new Stage(new Door("http://127.0.0.1:1"),
            new Console(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)));

    private static Answer answer(int status, String code) {
        String text = "{\"code\":\"" + code + "\"}";
        return new Answer(status, new JsonMapper().readTree(text), text);
    }

    /** Gives these answers one after the other, and fails the test when it is asked once more. */
    private static Stage.Call answers(Answer... all) {
        Deque<Answer> left = new ArrayDeque<>(List.of(all));
        return left::removeFirst;
    }

    @Test
    void asksAgainWhileAViewIsBehind() throws Exception {
        var answer = stage.succeeds("a claim", 201,
                answers(answer(404, "NOT_FOUND"), answer(409, "MEMBER_NOT_REGISTERED"), answer(201, "")));

        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void aRefusalThatNoTimeMendsEndsTheStepWithWhatWasExpectedAndWhatCame() {
        assertThatThrownBy(() -> stage.succeeds("a claim", 201, answers(answer(403, "FORBIDDEN")))).isInstanceOf(Unmet.class)
                .hasMessageContainingAll("a claim", "status 201", "403", "FORBIDDEN");
    }

    @Test
    void aSuccessWhereARefusalWasExpectedIsNotMet() {
        assertThatThrownBy(() -> stage.isRefused("the same scan", answers(answer(201, "")), "ALREADY_CREDITED"))
                .isInstanceOf(Unmet.class)
                .hasMessageContaining("409 ALREADY_CREDITED");
    }

    @Test
    void aRefusalForAnotherReasonIsAskedAgainUntilItIsTheExpectedOne() throws Exception {
        var answer = stage.isRefused("a third member",
                answers(answer(409, "MEMBER_NOT_REGISTERED"), answer(409, "UNIT_QUOTA_REACHED")), "ORDER_FULL",
                "UNIT_QUOTA_REACHED");

        assertThat(answer.code()).isEqualTo("UNIT_QUOTA_REACHED");
    }

    @Test
    void theCodeOfEveryRoundIsTheOneThatHolds() throws Exception {
        var answers = Arrays.asList(answer(200, "OFFERED"), answer(200, "OPEN"));

        assertThat(stage.comesAbout("opens", "OPEN", one -> one.code().equals("OPEN"), answers(answers.toArray(Answer[]::new)))
                .code())
                .isEqualTo("OPEN");
    }
}
