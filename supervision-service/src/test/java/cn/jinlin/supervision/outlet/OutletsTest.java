package cn.jinlin.supervision.outlet;

import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import cn.jinlin.events.SupervisionEvent.Channel;
import cn.jinlin.supervision.outlet.Outlet.Article;
import cn.jinlin.supervision.outlet.Outlet.Step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OutletsTest {
    private static final Article ARTICLE = new Article("exemplar-1", "乐于助人", "第一段 <b>粗</b>\n\n第二段");

    private final FakeChannels channels = new FakeChannels();
    private final Outlets outlets = channels.outlets();

    @AfterEach
    void close() {
        channels.close();
    }

    @Test
    void goesThroughWechatsThreeStepsAndBack() {
        Step draft = outlets.publish(Channel.WECHAT, ARTICLE, Optional.empty());
        assertThat(draft).isEqualTo(new Step.Underway("draft:media-1"));
        Step submitted = outlets.publish(Channel.WECHAT, ARTICLE, Optional.of("draft:media-1"));
        assertThat(submitted).isEqualTo(new Step.Underway("publish:100000001"));
        channels.lay("freepublish/get", 200, "{\"publish_id\":\"100000001\",\"publish_status\":1}");
        assertThat(outlets.publish(Channel.WECHAT, ARTICLE, Optional.of("publish:100000001"))).isEqualTo(submitted);
        assertThat(outlets.publish(Channel.WECHAT, ARTICLE, Optional.of("publish:100000001")))
                .isEqualTo(new Step.Live("article-1", Optional.of("https://mp.weixin.qq.com/s/1")));
        outlets.takeBack(Channel.WECHAT, "exemplar-1", Optional.of("article-1"), Optional.empty());

        assertThat(channels.calls()).hasSize(6);
        assertThat(channels.calls().getFirst())
                .startsWith("GET /cgi-bin/token?grant_type=client_credential&appid=app&secret=s%26cret");
        assertThat(channels.calls().get(1)).startsWith("POST /cgi-bin/draft/add?access_token=tok%2F1").contains("乐于助人")
                .contains("<p>第一段 &lt;b&gt;粗&lt;/b&gt;</p><p>第二段</p>").contains("\"thumb_media_id\":\"cover\"");
        assertThat(channels.calls().getLast()).contains("freepublish/delete").contains("\"article_id\":\"article-1\"");
    }

    @Test
    void asksForANewTokenWhenWechatForgotIt() {
        outlets.publish(Channel.WECHAT, ARTICLE, Optional.empty());
        channels.lay("draft/add", 200, "{\"errcode\":42001,\"errmsg\":\"access_token expired\"}");
        assertThat(outlets.publish(Channel.WECHAT, ARTICLE, Optional.empty())).isInstanceOf(Step.Underway.class);
        assertThat(channels.calls().stream().filter(call -> call.contains("/token?"))).hasSize(2);
    }

    @Test
    void takesBackWhatNobodyKnowsWhetherItWentLive() {
        outlets.takeBack(Channel.WECHAT, "exemplar-1", Optional.empty(), Optional.of("publish:100000001"));
        assertThat(channels.calls().getLast()).contains("freepublish/delete").contains("article-1");
        outlets.takeBack(Channel.WECHAT, "exemplar-1", Optional.empty(), Optional.of("draft:media-1"));
        assertThat(channels.calls().getLast()).contains("draft/delete").contains("media-1");
        channels.lay("draft/delete", 200, "{\"errcode\":40007,\"errmsg\":\"invalid media_id\"}");
        outlets.takeBack(Channel.WECHAT, "exemplar-1", Optional.empty(), Optional.of("draft:media-1"));
        channels.lay("articles", 404, "");
        outlets.takeBack(Channel.CITY_PLATFORM, "exemplar-1", Optional.empty(), Optional.empty());
    }

    @Test
    void tellsFaultsThatPassFromThoseThatLast() {
        channels.lay("draft/add", 200, "{\"errcode\":45009,\"errmsg\":\"reach max api daily quota limit\"}");
        channels.lay("draft/add", 200, "{\"errcode\":-1,\"errmsg\":\"system error\"}");
        fails(Channel.WECHAT, true);
        channels.lay("draft/add", 200, "{\"errcode\":45003,\"errmsg\":\"title size out of limit\"}");
        fails(Channel.WECHAT, false);
        channels.lay("articles", 400, "{}");
        fails(Channel.CITY_PLATFORM, false);
        channels.lay("articles", 302, "");
        fails(Channel.CITY_PLATFORM, false);
        assertThat(channels.calls()).noneMatch(call -> call.contains("elsewhere"));
    }

    @Test
    void triesOnceMoreAtOnceAndSparesAChannelThatIsDown() {
        channels.lay("articles", 503, "");
        assertThat(outlets.publish(Channel.CITY_PLATFORM, ARTICLE, Optional.empty()))
                .isEqualTo(new Step.Live("exemplar-1", Optional.of("https://city.example/a/1")));
        assertThat(channels.calls()).hasSize(2).allMatch(call -> call.startsWith("PUT /articles/exemplar-1 Bearer city-token "));
        for (int i = 0; i < 12; i++) {
            channels.lay("articles", 500, "");
        }
        for (int i = 0; i < 6; i++) {
            fails(Channel.CITY_PLATFORM, true);
        }
        assertThat(channels.calls().size()).isLessThan(12);
        outlets.publish(Channel.FEED, ARTICLE, Optional.empty());
    }

    @Test
    void anAnswerTooLargeOrNoJsonIsAFault() {
        channels.lay("draft/add", 200, "x".repeat(2 << 20));
        channels.lay("draft/add", 200, "<html>");
        fails(Channel.WECHAT, true);
    }

    private void fails(Channel channel, boolean passing) {
        assertThatExceptionOfType(OutletFault.class).isThrownBy(() -> outlets.publish(channel, ARTICLE, Optional.empty()))
                .satisfies(fault -> assertThat(fault.isPassing()).isEqualTo(passing))
                .withMessageNotContaining("s&cret").withMessageNotContaining("city-token");
    }
}
