package cn.jinlin.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpExchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The cloud map in a real browser, over a gateway with a service that knows made-up figures. Screenshots are kept under
 * {@code target/screenshots}.
 */
class MapTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String[] NAMES = {"双乐", "坑内", "铁山", "井城", "田头", "浒井", "三社", "上塘", "黄庄", "陈井", "李林", "东辉"};
    private static final String[] BANDS = {"SHORT", "BALANCED", "SURPLUS"};

    private static final Door open = MapDoors.OPEN;
    private static final Door closed = MapDoors.CLOSED;
    private static ChromeDriver browser;

    private final Map<String, String> answers = new ConcurrentHashMap<>();

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(SCREENSHOTS);
        assumeTrue(Chromium.isThere(), Chromium.MISSING);
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
        browser = Chromium.start();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.quit();
        }
        Awaitility.reset();
    }

    @BeforeEach
    void figures() {
        String features = IntStream.range(0, NAMES.length).mapToObj(i -> """
                {"type":"Feature","id":"%s","geometry":{"type":"Point","coordinates":[%s,%s]},"properties":%s}"""
                .formatted(code(i), 117.97 + i % 4 * 0.037, 24.57 + i / 4 * 0.041, community(i)))
                .collect(Collectors.joining(","));
        answers.put("/api/v1/coverage.geojson", "{\"type\":\"FeatureCollection\",\"features\":[" + features
                + ",{\"type\":\"Feature\",\"id\":\"x\",\"geometry\":null,\"properties\":" + community(12) + "}]}");
        answers.put("/api/v1/coverage/history",
                "{\"items\":[" + IntStream.range(0, 30).mapToObj(i -> """
                        {"date":"%s","registeredMembers":%d,"activeMembers":%d,"openPlaces":%d,"claimedPlaces":%d,"fillRate":%s,
                         "verifiedMinutes":%d,"openFindings":%d,"overdueFindings":%d}""".formatted(
                        LocalDate.now().minusDays(29 - i), 400 + i,
                        200 + 2 * i, 60 - i, 20 + i, 0.3 + i * 0.02, 900 + i * 37 % 400, 12 - i / 4, i % 3))
                        .collect(Collectors.joining(","))
                        + "]}");
        answers.put("/api/v1/coverage/summary",
                "{\"district\":{},\"subdistricts\":[{\"subdistrictCode\":\"350211102\",\"subdistrictName\":\"灌口镇\"}]}");
        answers.put("/api/v1/support-plans/arrows", """
                {"items":[{"planId":"p","status":"APPROVED","unitId":"u-1","from":{"longitude":118.06,"latitude":24.6},
                 "communityId":"%s","to":{"longitude":117.97,"latitude":24.57},"places":12},
                 {"planId":"p","status":"PROPOSED","unitId":"u-2","from":{"longitude":118.08,"latitude":24.58},
                 "communityId":"%s","to":{"longitude":118.081,"latitude":24.611},"places":5}]}""".formatted(code(0), code(7)));
        answers.put("/api/v1/findings/counts", """
                {"items":[{"status":"OPEN","count":7},{"status":"SUBMITTED","count":3},{"status":"RETURNED","count":1},
                 {"status":"RESOLVED","count":41}],"overdue":2}""");
        List.of(open, closed).forEach(door -> door.supervision.does(this::answer));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String known = answers.get(exchange.getRequestURI().getPath());
        FakeService.say(exchange, known == null ? 503 : 200, known == null ? "application/problem+json" : "application/json",
                known == null ? "{\"code\":\"STORE_UNAVAILABLE\",\"detail\":\"The store is away.\"}" : known);
    }

    private static String code(int i) {
        return "3502111020%02d".formatted(i);
    }

    private static String community(int i) {
        return """
                {"communityId":"%s","name":"%s社区居委会","registeredMembers":%d,"activeMembers":%d,"openPlaces":%d,"claimedPlaces":%d,
                 "fillRate":%s,"verifiedMinutes":%d,"load":%s,"band":"%s","inspectionScore":%s,"openFindings":%d}""".formatted(
                code(i),
                i < NAMES.length ? NAMES[i] : "无坐标", 10 + i * 31 % 140, 8 + i, i * 7 % 23, i, 0.1 * (i % 10), i * 120, 0.25 * i,
                BANDS[i % 3], i % 4 == 0 ? "null" : 70 + i, i % 5);
    }

    private static void visit(Door door, String language, int width, int height) {
        browser.manage().window().setSize(new Dimension(width, height));
        browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        browser.manage().logs().get(LogType.BROWSER);
        browser.get(door.address() + "/map?lang=" + language);
        await().until(() -> shown("board") || shown("sign-in"));
    }

    private static boolean shown(String id) {
        return browser.findElement(By.id(id)).isDisplayed();
    }

    private static WebElement at(String id) {
        return browser.findElement(By.id(id));
    }

    private static String text(String id) {
        return (String) script("return document.getElementById(arguments[0]).textContent", id);
    }

    private static Object script(String code, Object... arguments) {
        return ((JavascriptExecutor) browser).executeScript(code, arguments);
    }

    private static void keep(String name) throws IOException {
        // The whole page, not only what the window shows.
        long height = (Long) script("return document.documentElement.scrollHeight");
        long width = (Long) script("return window.innerWidth");
        browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        Files.write(SCREENSHOTS.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
    }

    /** Whether a chart has any colour on it, which an empty one has not. */
    private static boolean isDrawn(String chart, String hex) {
        return (Boolean) script("""
                const canvas = document.querySelector(`#${arguments[0]} canvas`);
                if (canvas === null) { return false; }
                const wanted = [1, 3, 5].map(i => parseInt(arguments[1].slice(i, i + 2), 16));
                const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                for (let i = 0; i < pixels.length; i += 4) {
                  if (wanted.every((part, k) => Math.abs(pixels[i + k] - part) < 12) && pixels[i + 3] > 200) { return true; }
                }
                return false;""", chart, hex);
    }

    private static void assertNothingWasRefusedOrFailed() {
        // What the browser says of this test's own looks at the pixels is no matter of the page.
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).extracting(Object::toString)
                .filteredOn(said -> !said.contains("willReadFrequently")).isEmpty();
        assertThat((List<?>) script("return performance.getEntriesByType('resource').map(entry => entry.name)"))
                .allSatisfy(name -> assertThat(name.toString()).satisfiesAnyOf(
                        own -> assertThat(own).startsWith("http://127.0.0.1:"), own -> assertThat(own).startsWith("data:")));
    }

    @ParameterizedTest
    @CsvSource({"zh-CN, 1280, 900, desktop", "en, 1280, 900, desktop", "zh-CN, 390, 844, phone", "en, 390, 844, phone"})
    void showsTheDistrictInBothLanguagesOnEveryScreen(String language, int width, int height, String screen) throws IOException {
        visit(open, language, width, height);

        await().until(() -> isDrawn("places-chart", "#a8330f") && isDrawn("places-chart", "#0b5394"));
        await().until(() -> isDrawn("trend-chart", "#0b5394") && isDrawn("findings-chart", "#0b5394"));
        assertThat(browser.getTitle()).isEqualTo(language.equals("en") ? "Jinlin cloud map" : "近邻云图");
        assertThat(browser.findElement(By.tagName("html")).getDomAttribute("lang")).isEqualTo(language);
        assertThat(browser.findElements(By.cssSelector("#places-table tbody tr"))).hasSize(13);
        assertThat(browser.findElements(By.cssSelector("#plans-table tbody tr"))).hasSize(2);
        assertThat(text("plans-table")).contains("双乐社区居委会", "12");
        assertThat(text("overdue")).contains("2");
        assertThat((Boolean) script("return document.documentElement.scrollWidth <= window.innerWidth")).as("fits the width")
                .isTrue();
        assertNothingWasRefusedOrFailed();
        keep("map-" + screen + "-" + language);
    }

    @Test
    void swapsTheLanguageAndRemembersIt() {
        visit(open, "en", 1280, 900);
        at("language").click();

        assertThat(browser.getTitle()).isEqualTo("近邻云图");
        assertThat(text("findings-table")).contains("待整改").doesNotContain("to be put right");
        browser.get(open.address() + "/map");
        await().until(() -> shown("board"));
        assertThat(browser.getTitle()).isEqualTo("近邻云图");
        script("localStorage.clear()");
    }

    @Test
    void showsTheRestWhenAPartIsMissingAndSaysWhy() throws IOException {
        answers.remove("/api/v1/findings/counts");
        visit(open, "en", 1280, 900);

        await().until(() -> shown("findings-fault"));
        assertThat(text("findings-fault")).isEqualTo("The store is away.");
        assertThat(text("status")).contains("missing");
        assertThat(browser.findElements(By.cssSelector("#places-table tbody tr"))).hasSize(13);
        assertThat(shown("places-fault")).isFalse();
        keep("map-part-missing-en");
    }

    @Test
    void asksForATokenWhereTheFiguresAreNotPublic() throws IOException {
        visit(closed, "en", 390, 844);

        assertThat(shown("sign-in")).isTrue();
        assertThat(shown("board")).isFalse();
        assertThat(browser.switchTo().activeElement().getDomAttribute("id")).isEqualTo("token");
        keep("map-sign-in-en");
        at("token").sendKeys("nonsense", Keys.ENTER);
        await().until(() -> text("status").contains("Sign in again"));
        at("token").sendKeys(cn.jinlin.gateway.Keys.token("s", "SUPERVISOR"), Keys.ENTER);
        await().until(() -> shown("board"));
        assertThat(browser.findElements(By.cssSelector("#places-table tbody tr"))).hasSize(13);
        assertThat(closed.supervision.seen().headers().getFirst("Authorization")).startsWith("Bearer ");

        at("leave").click();
        await().until(() -> shown("sign-in"));
        assertThat((Long) script("return sessionStorage.length")).isZero();
    }

    @Test
    void canBeUsedByKeyboardAlone() {
        visit(open, "en", 1280, 900);
        script("document.activeElement.blur(); window.scrollTo(0, 0)");

        List<String> order = IntStream.range(0, 14).mapToObj(i -> {
            browser.switchTo().activeElement().sendKeys(Keys.TAB);
            return (String) script("const a = document.activeElement; return a.id || a.className || a.tagName.toLowerCase()");
        }).toList();
        assertThat(order).startsWith("skip", "language", "refresh").containsSubsequence("summary", "community", "scope", "figure",
                "days");

        at("community").sendKeys("铁山");
        await().until(() -> text("community-figures").contains("20%"));
        at("scope").sendKeys("灌口镇");
        await().until(() -> open.supervision.seen().target().contains("subdistrictCode=350211102"));
        browser.findElement(By.cssSelector("#places summary")).sendKeys(Keys.ENTER);
        assertThat(browser.findElement(By.id("places-table")).isDisplayed()).isTrue();
    }

    @Test
    void tellsAScreenReaderWhatTheChartsShow() {
        visit(open, "en", 1280, 900);

        await().until(() -> at("trend-chart").getDomAttribute("aria-label") != null);
        assertThat(at("places-chart").getAriaRole()).isIn("img", "image");
        assertThat(at("places-chart").getAccessibleName()).contains("13 communities: 5 short of people",
                "1 communities have no position");
        assertThat(at("findings-chart").getAccessibleName()).contains("to be put right 7");
        assertThat(at("trend-chart").getAccessibleName()).contains("Whole district", "30 days");
        assertThat(at("status").getDomAttribute("aria-live")).isEqualTo("polite");
        assertThat(at("community").getAccessibleName()).isEqualTo("Choose a community");
        assertThat(browser.findElements(By.cssSelector("table"))).allSatisfy(
                table -> assertThat(table.findElements(By.cssSelector("caption"))).hasSize(1));
        assertThat(browser.findElements(By.cssSelector("th:not([scope])"))).isEmpty();
    }

    @Test
    void everyTextStandsOutFromItsGround() {
        visit(open, "zh-CN", 1280, 900);

        assertThat((List<?>) script("""
                const rgb = text => text.match(/[\\d.]+/g).map(Number);
                const light = color => color.slice(0, 3).map(c => c / 255)
                  .map(c => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
                  .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
                const ground = element => {
                  for (let e = element; e; e = e.parentElement) {
                    const color = rgb(getComputedStyle(e).backgroundColor);
                    if (color.length < 4 || color[3] > 0) { return color; }
                  }
                  return [255, 255, 255];
                };
                return [...document.querySelectorAll('body *')]
                  .filter(e => e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
                  .map(e => {
                    const pair = [light(rgb(getComputedStyle(e).color)), light(ground(e))].sort((a, b) => b - a);
                    return [(pair[0] + 0.05) / (pair[1] + 0.05), e.outerHTML.slice(0, 80)];
                  }).filter(found => found[0] < 4.5).map(String);""")).isEmpty();
    }
}
