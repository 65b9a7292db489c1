package cn.jinlin.supervision.outlet;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import cn.jinlin.events.SupervisionEvent.Channel;

/**
 * The WeChat official account: a draft ({@code draft/add}), its publication ({@code freepublish/submit}), and asking until it
 * went through ({@code freepublish/get}), each a step of its own. A draft is published once at most, because WeChat takes it
 * out of the drafts. Taken back with {@code freepublish/delete}.
 */
@Component
class WechatOutlet implements Outlet {
    private static final Set<Integer> TOKEN_IS_GONE = Set.of(40001, 40014, 42001);
    /** System busy; call quota of the minute or the day used up. */
    private static final Set<Integer> PASSING = Set.of(-1, 45009, 45011);
    /** The article or draft is not there. */
    private static final Set<Integer> NOTHING_THERE = Set.of(40007, 53600);
    private static final String DRAFT = "draft:";
    private static final String SUBMITTED = "publish:";
    private static final int LONGEST_DIGEST = 120;
    private static final int PUBLISHED = 0;
    private static final int PUBLISHING = 1;

    private final Calls calls;
    private final OutletSettings.Wechat settings;
    private volatile @Nullable String token;

    WechatOutlet(Calls calls, OutletSettings settings) {
        this.calls = calls;
        this.settings = settings.wechat();
    }

    @Override
    public Channel channel() {
        return Channel.WECHAT;
    }

    @Override
    public Step publish(Article article, Optional<String> ticket) {
        String at = ticket.orElse("");
        if (at.startsWith(SUBMITTED)) {
            return asked(at.substring(SUBMITTED.length()));
        }
        return at.startsWith(DRAFT) ? submitted(at.substring(DRAFT.length())) : drafted(article);
    }

    @Override
    public void takeBack(String articleId, Optional<String> receipt, Optional<String> ticket) {
        String at = ticket.orElse("");
        if (receipt.isPresent()) {
            delete("freepublish/delete", object().put("article_id", receipt.get()).put("index", 0));
        } else if (at.startsWith(SUBMITTED)) {
            Step step = asked(at.substring(SUBMITTED.length()));
            switch (step) {
                case Step.Live live -> takeBack(articleId, Optional.of(live.receipt()), ticket);
                case Step.Underway _ -> throw OutletFault.passing("WeChat is still publishing it");
            }
        } else if (at.startsWith(DRAFT)) {
            delete("draft/delete", object().put("media_id", at.substring(DRAFT.length())));
        }
    }

    private Step drafted(Article article) {
        ObjectNode body = object();
        body.putArray("articles").addObject().put("title", article.title()).put("author", settings.author())
                .put("digest", digest(article.text())).put("content", content(article.text()))
                .put("thumb_media_id", settings.coverMediaId()).put("need_open_comment", 0);
        return new Step.Underway(DRAFT + good(call("draft/add", body)).path("media_id").asString());
    }

    private Step submitted(String mediaId) {
        return new Step.Underway(
                SUBMITTED + good(call("freepublish/submit", object().put("media_id", mediaId))).path("publish_id").asString());
    }

    private Step asked(String publishId) {
        JsonNode answer = good(call("freepublish/get", object().put("publish_id", publishId)));
        int status = answer.path("publish_status").asInt(PUBLISHING);
        if (status == PUBLISHED) {
            return new Step.Live(answer.path("article_id").asString(), Optional
                    .ofNullable(answer.path("article_detail").path("item").path(0).path("article_url").asString(null)));
        }
        if (status == PUBLISHING) {
            return new Step.Underway(SUBMITTED + publishId);
        }
        throw OutletFault.lasting("WeChat did not publish it: status " + status);
    }

    private void delete(String path, ObjectNode body) {
        JsonNode answer = call(path, body);
        if (!NOTHING_THERE.contains(code(answer))) {
            good(answer);
        }
    }

    /** With a token; once more with a new one where WeChat has forgotten it. */
    private JsonNode call(String path, ObjectNode body) {
        String known = token;
        JsonNode answer = known == null ? object().put("errcode", 42001) : send(path, known, body);
        if (TOKEN_IS_GONE.contains(code(answer))) {
            String fresh = freshToken();
            token = fresh;
            answer = send(path, fresh, body);
        }
        return answer;
    }

    private JsonNode send(String path, String with, ObjectNode body) {
        return calls.send("POST", address(path + "?access_token=" + encoded(with)), Map.of(), body).body();
    }

    private String freshToken() {
        JsonNode answer = good(calls.send("GET", address("token?grant_type=client_credential&appid=" + encoded(settings.appId())
                + "&secret=" + encoded(settings.secret())), Map.of(), JsonMapper.shared().missingNode()).body());
        return answer.path("access_token").asString();
    }

    private static JsonNode good(JsonNode answer) {
        int code = code(answer);
        if (answer.isMissingNode() || PASSING.contains(code)) {
            throw OutletFault.passing("WeChat answered " + (answer.isMissingNode() ? "no JSON" : code));
        }
        if (code != 0) {
            throw OutletFault.lasting("WeChat answered " + code);
        }
        return answer;
    }

    private static int code(JsonNode answer) {
        return answer.path("errcode").asInt(0);
    }

    private URI address(String path) {
        return URI.create(settings.url().toString().replaceAll("/+$", "") + "/cgi-bin/" + path);
    }

    private static String encoded(@Nullable String text) {
        return URLEncoder.encode(String.valueOf(text), StandardCharsets.UTF_8);
    }

    /** Paragraphs; what the text holds is shown and never markup. */
    private static String content(String text) {
        return "<p>" + HtmlUtils.htmlEscape(text.strip(), StandardCharsets.UTF_8.name()).replaceAll("\\s*\\R\\s*", "</p><p>")
                + "</p>";
    }

    private static String digest(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= LONGEST_DIGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_DIGEST - 1)) + "…";
    }

    private static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }
}
