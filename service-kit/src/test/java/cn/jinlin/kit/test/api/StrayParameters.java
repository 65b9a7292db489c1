package cn.jinlin.kit.test.api;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.mock.web.MockHttpServletResponse;

/**
 * What somebody puts behind an address who hopes that it reaches the store as an operator, or is taken for a parameter that
 * the call has. Nothing comes of it: the same answer as without, or a 400.
 */
final class StrayParameters {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<![0-9])[0-9]{12}(?![0-9])");

    private StrayParameters() {}

    /** By name: those that no call has, and operators on each that this one has. */
    static Map<String, String> of(Call call) {
        Map<String, String> stray = new LinkedHashMap<>();
        for (String name : List.of("x[$ne]", "$where", "$or", "__proto__[a]", "communityId[$gt]", "memberId[$exists]", "roles")) {
            stray.put(name, "1");
        }
        call.parameters("query").stream().map(each -> each.path("name").asString()).forEach(name -> {
            stray.put(name + "[$ne]", "1");
            stray.put(name + ".$gt", "");
        });
        return stray;
    }

    /**
     * What they have brought about; empty when nothing. What came into being between two answers is no fault, so it is asked
     * again without them before anything is.
     */
    static Optional<String> fault(MockHttpServletResponse without, MockHttpServletResponse with,
            Supplier<MockHttpServletResponse> again) {
        if (with.getStatus() == 400) {
            return Optional.empty();
        }
        if (with.getStatus() != without.getStatus()) {
            return Optional.of(with.getStatus() + " with stray parameters, and " + without.getStatus() + " without");
        }
        Set<String> more = ids(with);
        more.removeAll(ids(without));
        if (!more.isEmpty()) {
            more.removeAll(ids(again.get()));
        }
        return more.isEmpty() ? Optional.empty() : Optional.of("shows with stray parameters alone: " + more);
    }

    private static Set<String> ids(MockHttpServletResponse response) {
        if (response.getStatus() >= 300) {
            return new TreeSet<>();
        }
        String text = new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
        return ID.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}
