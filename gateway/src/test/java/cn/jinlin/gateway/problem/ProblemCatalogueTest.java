package cn.jinlin.gateway.problem;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import cn.jinlin.kit.test.api.Bytecode;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemCatalogueTest {
    private static final Set<String> SAYING = Set.of("cn/jinlin/gateway/problem/FieldFault.<init>",
            "cn/jinlin/gateway/devtoken/TokenWishForm.fault");

    private static Set<String> fields() {
        return Bytecode.ofProject().all().filter(facts -> facts.owner().startsWith("cn/jinlin/gateway/"))
                .filter(facts -> facts.calls().stream().anyMatch(call -> SAYING.contains(call.owner() + "." + call.name())))
                .flatMap(facts -> facts.texts().stream()).filter(text -> text.matches("[A-Z]+(_[A-Z0-9]+)+|REQUIRED"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void wordsEveryCode(String tag) {
        Locale language = Locale.forLanguageTag(tag);
        assertThat(fields()).contains("UNKNOWN_FIELD", "NOT_ONE_OF", "REQUIRED");
        for (ProblemCode code : ProblemCode.values()) {
            List<FieldFault> faults = fields().stream().map(field -> new FieldFault("f", field, 1)).toList();
            JsonNode body = JsonMapper.shared().readTree(ProblemText.body(new Problem(code, List.of(1), faults, Map.of()),
                    language, "t", null));
            Stream<String> words = Stream.concat(Stream.of(body.path("title").asString(), body.path("detail").asString()),
                    body.path("errors").valueStream().map(error -> error.path("message").asString()));
            assertThat(words).allSatisfy(text -> assertThat(text.codePoints().anyMatch(Character::isIdeographic))
                    .as(code + " " + text).isEqualTo(tag.startsWith("zh")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void wordsNothingElse(String tag) {
        ResourceBundle own = ResourceBundle.getBundle("cn.jinlin.gateway.problem.problems", Locale.forLanguageTag(tag),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        assertThat(own.keySet()).allMatch(key -> key.startsWith("field.")
                ? fields().contains(key.substring("field.".length()))
                : Stream.of(ProblemCode.values()).anyMatch(code -> key.startsWith(code + ".")));
    }
}
