package cn.jinlin.kit.sample;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

import cn.jinlin.kit.body.Body;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.domain.Refusal;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Open;
import cn.jinlin.kit.security.PublicAggregate;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.web.Answers;
import cn.jinlin.kit.web.Cursor;
import cn.jinlin.kit.web.IfMatch;
import cn.jinlin.kit.web.Limit;
import cn.jinlin.kit.web.Page;

@RestController
@RequestMapping("/api/v1")
class SampleController {
    enum Category {
        CLEAN_HOME, PUBLICITY
    }

    enum SampleRefusal implements Refusal {
        ORDER_FULL(Kind.CONFLICT), NOT_READY(Kind.CONFLICT);

        private final Kind kind;

        SampleRefusal(Kind kind) {
            this.kind = kind;
        }

        @Override
        public Kind kind() {
            return kind;
        }
    }

    record Capacity(@Min(1) int min, @Max(500) int max) {}

    record Outcome(@NotBlank @Size(max = 40) String metric, @NotNull BigDecimal quantity) {}

    record NewOrder(@NotBlank @Size(max = 20) String title, @NotNull Category category, @NotNull Instant startsAt,
            @Nullable LocalDate day, @Valid @NotNull Capacity capacity, @Size(max = 3) @Nullable List<@Valid Outcome> outcomes,
            @Pattern(regexp = "[0-9]{12}") @Nullable String communityId, @Nullable Boolean urgent, @Nullable Long places,
            @Nullable Double radius, Optional<String> note, @Nullable Map<String, String> labels) {}

    record Order(String orderId, String title, @Nullable String note, Optional<String> stage, Instant startsAt) {}

    private final AtomicInteger made = new AtomicInteger();
    private final Map<String, Integer> gates = new ConcurrentHashMap<>();

    int made() {
        return made.get();
    }

    Map<String, Integer> gates() {
        return gates;
    }

    @PostMapping("/communities/{communityId}/orders")
    @Allowed(Role.COMMUNITY_OFFICER)
    ResponseEntity<Order> make(@PathVariable String communityId, Caller caller, RequestKey key,
            @RequestBody Body<NewOrder> body) {
        if (!caller.isOfficerOf(communityId)) {
            throw KitRefusal.FORBIDDEN.because();
        }
        NewOrder order = body.read();
        made.incrementAndGet();
        return Answers.made(URI.create("/api/v1/orders/" + key.firstId()), 1,
                new Order(key.firstId(), order.title(), null, Optional.empty(), order.startsAt()));
    }

    @PostMapping("/orders/batch")
    @Allowed(Role.COMMUNITY_OFFICER)
    List<NewOrder> batch(@RequestBody Body<List<NewOrder>> body) {
        return body.read();
    }

    @GetMapping("/orders/{id}")
    @Allowed({Role.MEMBER, Role.COMMUNITY_OFFICER})
    ResponseEntity<Order> one(@PathVariable int id) {
        return Answers.ok(7, new Order("o" + id, "扫楼道", null, Optional.of("OPEN"),
                Instant.parse("2026-03-01T01:00:00Z")));
    }

    @PatchMapping("/orders/{id}")
    @Allowed(Role.COMMUNITY_OFFICER)
    void edit(@PathVariable String id, IfMatch match) {
        match.required().check(7);
    }

    @DeleteMapping("/orders/{id}")
    @Allowed(Role.COMMUNITY_OFFICER)
    ResponseEntity<Void> end(@PathVariable String id) {
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/orders")
    @Allowed(Role.MEMBER)
    Page<String> list(Limit limit, @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Category category,
            @RequestParam(required = false) @Max(10) @Nullable Integer page,
            @RequestParam(required = false) @Nullable Instant from) {
        List<String> after = Cursor.decode(cursor, 2);
        return new Page<>(List.of(String.valueOf(limit.value()), String.join(",", after)), Cursor.encode("a", "b"));
    }

    @GetMapping("/orders/needed")
    @Allowed(Role.MEMBER)
    String needed(@RequestParam String q) {
        return q;
    }

    @PostMapping("/orders/{id}/claims")
    @Allowed(Role.MEMBER)
    void claim(@PathVariable String id) {
        made.incrementAndGet();
        if (id.equals("full")) {
            throw SampleRefusal.ORDER_FULL.because(50).with("alternatives", List.of("o2"));
        }
        throw SampleRefusal.NOT_READY.because().retryAfter(Duration.ofSeconds(1));
    }

    @PostMapping("/orders/{id}/wait")
    @Allowed(Role.MEMBER)
    Map<String, Object> await(@PathVariable String id, RequestKey key) throws InterruptedException {
        gates.merge(id, 1, Integer::sum);
        while (gates.get(id) < 100) {
            Thread.sleep(5);
        }
        return Map.of("id", key.firstId());
    }

    @PostMapping("/orders/{id}/period")
    @Allowed(Role.MEMBER)
    void period(@PathVariable String id) {
        throw Invalid.field("endsAt", "BEFORE_START", "2026-03-01");
    }

    @PostMapping("/imports")
    @Allowed(Role.DISTRICT_ADMIN)
    Map<String, Object> load(@RequestParam MultipartFile file, RequestKey key) {
        return Map.of("bytes", file.getSize(), "id", key.firstId());
    }

    @PostMapping("/broken")
    @Allowed(Role.MEMBER)
    String broken(@RequestParam(defaultValue = "state") String how) {
        made.incrementAndGet();
        throw switch (how) {
            case "store" -> new com.mongodb.MongoTimeoutException("no server at 10.1.2.3");
            case "socket" -> new IllegalStateException("x",
                    new com.mongodb.MongoSocketReadException("gone", new com.mongodb.ServerAddress("127.0.0.1", 1)));
            case "broker" -> new org.apache.kafka.common.errors.TimeoutException("topic x");
            default -> new IllegalStateException("secret of cn.jinlin.kit.sample.SampleController");
        };
    }

    /** Fails when part of the answer is out. */
    @GetMapping("/torn")
    @Allowed(Role.MEMBER)
    void torn(HttpServletResponse response) throws IOException {
        response.setContentType("text/csv");
        response.getOutputStream().print("name\n");
        response.flushBuffer();
        throw new com.mongodb.MongoTimeoutException("no server at 10.1.2.3");
    }

    @Open
    @GetMapping("/certificates/{number}")
    Map<String, String> certificate(@PathVariable String number) {
        return Map.of("number", number);
    }

    @Allowed(Role.PLATFORM)
    @PublicAggregate
    @GetMapping("/figures")
    Map<String, String> figures(Caller caller) {
        return Map.of("shownTo", caller.subject());
    }

    @GetMapping("/forgotten")
    String forgotten(HttpServletRequest request) {
        return "nobody may see this";
    }
}
