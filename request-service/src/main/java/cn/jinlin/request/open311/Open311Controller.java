package cn.jinlin.request.open311;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.domain.Refused;
import cn.jinlin.kit.problem.ProblemTexts;
import cn.jinlin.kit.security.Open;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.request.client.Client;
import cn.jinlin.request.client.Client.Call;
import cn.jinlin.request.client.Clients;
import cn.jinlin.request.demand.DemandDesk.Taken;
import cn.jinlin.request.open311.Open311Desk.Wanted;
import cn.jinlin.request.order.ServiceOrder;

/** Open311 GeoReport v2 over HTTP. Its own description is the standard's: services and discovery are open, requests need a key. */
@Hidden
@RestController
@RequestMapping("/open311")
class Open311Controller {
    private static final String STANDARD = "http://wiki.open311.org/GeoReport_v2";
    private static final String CHANGESET = "2026-01-01T00:00:00+08:00";
    private static final int LONGEST_LIST = 100;

    private final Open311Desk desk;
    private final Clients clients;
    private final Formats formats;
    private final Open311Settings settings;
    private final ProblemTexts texts = new ProblemTexts();

    Open311Controller(Open311Desk desk, Clients clients, Formats formats, Open311Settings settings) {
        this.desk = desk;
        this.clients = clients;
        this.formats = formats;
        this.settings = settings;
    }

    @GetMapping("/discovery.{format:json|xml}")
    @Open
    ResponseEntity<byte[]> discovery(@PathVariable String format) {
        return formats.answer(200, format, "discovery", Node.record(Node.field("changeset", CHANGESET),
                Node.field("contact", settings.contact()), Node.field("key_service", settings.contact()),
                Node.field("endpoints", Node.items("endpoint", Stream.of(endpoint("production", settings.publicUrl()),
                        endpoint("test", settings.testUrl()))))));
    }

    private static Node endpoint(String type, String url) {
        return Node.record(Node.field("specification", STANDARD), Node.field("url", url + "/open311/v2"),
                Node.field("changeset", CHANGESET), Node.field("type", type), Node.field("formats",
                        Node.items("format", Stream.of(new Node.Value("text/xml"), new Node.Value("application/json")))));
    }

    @GetMapping("/v2/services.{format:json|xml}")
    @Open
    ResponseEntity<byte[]> services(@PathVariable String format) {
        return formats.answer(200, format, "services", ServiceList.all());
    }

    @GetMapping("/v2/services/{code}.{format:json|xml}")
    @Open
    ResponseEntity<byte[]> service(@PathVariable String code, @PathVariable String format) {
        return formats.answer(200, format, "service_definition", ServiceList.definition(category(code)));
    }

    @PostMapping("/v2/requests.{format:json|xml}")
    @Open
    ResponseEntity<byte[]> post(HttpServletRequest request, RequestKey key, @PathVariable String format) {
        Form form = new Form(request.getParameterMap());
        Client client = client(form, Call.POST);
        Category category = category(form.text("service_code").orElseThrow(() -> Fault.wrong("service_code was not given.")));
        Taken taken = desk.take(client, category, form, key);
        return formats.answer(taken.repeated() ? 200 : 201, format, "service_requests", Node.items("request",
                Stream.of(Node.record(Node.field("service_request_id", taken.demand().orderId()),
                        Node.field("service_notice", "已转社区核实；不保存联系人信息。"), Node.field("account_id", "")))));
    }

    @GetMapping("/v2/requests.{format:json|xml}")
    @Open
    ResponseEntity<byte[]> list(HttpServletRequest request, @PathVariable String format) {
        Form form = new Form(request.getParameterMap());
        Client client = client(form, Call.READ);
        List<String> ids = many(form, "service_request_id");
        List<Taken> found = ids.isEmpty()
                ? desk.list(client, new Wanted(many(form, "service_code").stream().map(this::category).toList(), ended(form),
                        form.moment("start_date"), form.moment("end_date")))
                : ids.stream().map(id -> desk.get(client, id)).toList();
        return shown(format, found);
    }

    @GetMapping("/v2/requests/{requestId}.{format:json|xml}")
    @Open
    ResponseEntity<byte[]> one(HttpServletRequest request, @PathVariable String requestId, @PathVariable String format) {
        return shown(format, List.of(desk.get(client(new Form(request.getParameterMap()), Call.READ), requestId)));
    }

    /** A request has its id at once, so its token is the id. */
    @GetMapping("/v2/tokens/{token}.{format:json|xml}")
    @Open
    ResponseEntity<byte[]> token(HttpServletRequest request, @PathVariable String token, @PathVariable String format) {
        desk.get(client(new Form(request.getParameterMap()), Call.READ), token);
        return formats.answer(200, format, "service_requests", Node.items("request",
                Stream.of(Node.record(Node.field("service_request_id", token), Node.field("token", token)))));
    }

    private ResponseEntity<byte[]> shown(String format, List<Taken> found) {
        return formats.answer(200, format, "service_requests", Node.items("request", found.stream().map(this::node)));
    }

    private Node node(Taken taken) {
        ServiceOrder order = taken.order().state();
        return RequestNodes.of(taken.demand(), order, desk.agency(order.sheet().communityId()), settings.zone());
    }

    private Client client(Form form, Call call) {
        String key = form.text("api_key").orElseThrow(() -> Fault.key("api_key was not given."));
        return clients.byKey(key).filter(client -> client.may(call))
                .orElseThrow(() -> Fault.key("api_key is not valid for this."));
    }

    private Category category(String code) {
        return ServiceList.byCode(code).orElseThrow(() -> Fault.unknown("service_code is not known."));
    }

    private static List<String> many(Form form, String name) {
        List<String> all = form.text(name).map(text -> List.of(text.split(",", -1))).orElse(List.of());
        if (all.size() > LONGEST_LIST) {
            throw Fault.wrong(name + " must name at most " + LONGEST_LIST + ".");
        }
        return all;
    }

    private static Optional<Boolean> ended(Form form) {
        List<Boolean> wanted = many(form, "status").stream().distinct().map(status -> switch (status) {
            case "open" -> false;
            case "closed" -> true;
            default -> throw Fault.wrong("status must be open or closed.");
        }).toList();
        return wanted.size() == 1 ? Optional.of(wanted.getFirst()) : Optional.empty();
    }

    @ExceptionHandler
    ResponseEntity<byte[]> answer(Fault fault, HttpServletRequest request) {
        return error(fault.code(), fault.description(), request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> answer(Invalid invalid, HttpServletRequest request) {
        return error(400, invalid.errors().stream().map(error -> error.field() + " " + texts.field(error, Locale.ENGLISH))
                .collect(Collectors.joining("; ")), request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> answer(Refused refused, HttpServletRequest request) {
        return error(refused.refusal().kind().status(), refused.refusal().name(), request);
    }

    private ResponseEntity<byte[]> error(int code, String description, HttpServletRequest request) {
        String format = request.getRequestURI().endsWith(".xml") ? "xml" : "json";
        return formats.answer(code, format, "errors", Node.items("error",
                Stream.of(Node.record(Node.field("code", code), Node.field("description", description)))));
    }
}
