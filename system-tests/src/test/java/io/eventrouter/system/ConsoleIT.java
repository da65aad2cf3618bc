package io.eventrouter.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.config.AdminSettings;
import io.eventrouter.gateway.admin.AdminPages;
import io.eventrouter.gateway.admin.AdminServer;
import io.eventrouter.gateway.admin.Health;
import io.eventrouter.gateway.admin.HealthChecks;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page at {@code /} in a real browser: what it shows is what was published. */
@Timeout(300)
@NeedsProgram({"chromium", "chromedriver"})
@ExtendWith(KafkaFixtureExtension.class)
class ConsoleIT {
    private static final int MOST_TRANSFERRED = 150_000;

    private static final String TRANSFERRED =
            "return performance.getEntriesByType('navigation')"
                    + ".concat(performance.getEntriesByType('resource')"
                    + ".filter((r) => r.initiatorType !== 'fetch'))"
                    + ".reduce((sum, r) => sum + r.transferSize, 0)";

    @TempDir Path profile;
    private final HealthChecks checks = new HealthChecks();
    private AdminServer node;
    private Deployment deployment;
    private ConsolePage page;

    @BeforeEach
    void startANode() {
        checks.ready("gateway", Health::ok);
        node =
                new AdminServer(
                        new AdminSettings("127.0.0.1", 0),
                        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                        checks,
                        new AdminPages());
        node.start();
    }

    @AfterEach
    void stop() {
        if (page != null) page.close();
        if (deployment != null) deployment.close();
        node.close();
    }

    private void deploy(KafkaFixture kafka, String... overrides) {
        var all = new ArrayList<>(List.of(overrides));
        all.add("console.nodes=http://127.0.0.1:" + node.port());
        deployment = Deployment.of(kafka.settings(all.toArray(String[]::new)));
    }

    private void open(KafkaFixture kafka) {
        deploy(kafka);
        deployment.withRouter().withGateway();
        page = ConsolePage.open(profile, deployment.page(0));
    }

    @Test
    void showsEachEventAtItsLevelAndCountsAll(KafkaFixture kafka) {
        open(kafka);

        publish("low", 30);
        publish("high", 20);
        publish("critical", 3);

        page.await(() -> rows("low").size() == 30 && rows("critical").size() == 3);
        page.await(() -> rows("high").size() == 20);
        assertThat(page.count("low")).isEqualTo(30);
        assertThat(page.count("high")).isEqualTo(20);
        assertThat(page.count("normal")).isZero();
        assertThat(page.count("critical")).isEqualTo(3);
        assertThat(rows("critical"))
                .allMatch(row -> row.contains("orders.eu"))
                .anyMatch(row -> row.contains("{\"n\":2}"));
    }

    @Test
    void findsAndFiltersAndStandsStill(KafkaFixture kafka) {
        open(kafka);
        publish("low", 12);
        publish("high", 12);
        page.await(() -> rows("").size() == 24);

        page.toggle("low");
        assertThat(rows("low")).isEmpty();
        assertThat(rows("high")).hasSize(12);
        page.write("#search", "{\"n\":7}");
        assertThat(rows("")).singleElement().asString().contains("high");
        assertThat(page.text("#matching")).isEqualTo("1 of the last 24 match");

        page.write("#search", "n");
        page.click("#pause");
        publish("high", 5);
        page.await(() -> page.count("high") == 17);
        assertThat(rows("high")).hasSize(12);
        assertThat(page.text("#pause")).startsWith("Resume (5 wait)");
        page.click("#pause");
        assertThat(rows("high")).hasSize(17);
    }

    @Test
    void isUsedByKeyboard(KafkaFixture kafka) {
        open(kafka);
        publish("high", 2);
        page.await(() -> rows("high").size() == 2 && page.figures("high").get(1).equals("0"));

        page.press("body", "/");
        assertThat(page.focused()).isEqualTo("search");
        page.press("#search", Keys.TAB, Keys.SPACE);
        page.press("body", "p");
        assertThat(page.text("#pause")).startsWith("Resume");
        page.press("body", "c");
        page.press("#chart-backlog", Keys.ARROW_LEFT);

        assertThat(page.count("high")).isZero();
        assertThat(page.text("#chart-backlog + .reading")).contains("high 0", "low 0");
    }

    @Test
    void showsTheBacklogWhileNobodyRoutes(KafkaFixture kafka) {
        deploy(kafka);
        deployment.withGateway();
        page = ConsolePage.open(profile, deployment.page(0));

        publish("high", 7);
        publish("low", 30);

        page.await(() -> page.figures("low").get(1).equals("30"));
        assertThat(page.figures("high").get(1)).isEqualTo("7");
        assertThat(page.figures("critical").get(1)).isEqualTo("0");
        assertThat(page.texts("#router-rows tr")).hasSize(2).allMatch(r -> r.contains("nobody"));
        page.press("#chart-backlog", Keys.ARROW_LEFT);
        assertThat(page.text("#chart-backlog + .reading")).contains("high 7", "low 30");
        assertThat(page.count("low")).isZero();

        deployment.withRouter();
        page.await(() -> page.count("low") == 30 && page.figures("low").get(1).equals("0"));
        assertThat(page.texts("#router-rows tr")).hasSize(2).allMatch(r -> r.contains("stable"));
        assertThat(page.figures("low").get(7)).contains("due by weight 1");
    }

    @Test
    void showsWhyALetterIsDeadAndTakesNothingOfItForMarkup(KafkaFixture kafka) throws Exception {
        open(kafka);

        RawRecords.publish(
                deployment,
                "high",
                1,
                "not a channel!",
                "<img src=x onerror=document.title='owned'>");

        page.await(() -> page.texts("#letter-rows tr").size() == 1);
        String topic = deployment.topics().names().prefix() + ".high";
        assertThat(page.text("#letter-rows tr"))
                .contains("bad-channel", topic + ":1:0", "<img src=x", "Copy the command");
        page.press("#letter-rows .copy", Keys.ENTER);
        page.await(() -> !page.text("#copied").isEmpty());
        assertThat(page.text("#copied")).contains("event-router dead-letters replay ");
        assertThat(page.run("return document.title")).isEqualTo("event-router console");
        assertThat(page.texts("#letters img")).isEmpty();
    }

    @Test
    void showsTheHealthOfTheNodesThatTheSettingsName(KafkaFixture kafka) {
        open(kafka);
        page.await(() -> page.texts("#node-rows tr").stream().anyMatch(r -> r.contains("ready")));

        checks.ready("router", () -> Health.failing("shared rebalancing"));

        page.await(() -> page.text("#node-rows tr").contains("not ready"));
        assertThat(page.text("#node-rows tr"))
                .contains("127.0.0.1:" + node.port(), "router: shared rebalancing");
    }

    @Test
    void staysSmallUnderAFlood(KafkaFixture kafka) {
        open(kafka);
        int before = elements();

        publish("normal", 5_000);
        publish("low", 5_000);

        page.await(() -> page.count("normal") + page.count("low") + gaps() == 10_000);
        assertThat(rows("").size()).isBetween(1, 200);
        assertThat(elements() - before).isLessThan(200 * 12);
        assertThat((long) page.run(TRANSFERRED)).isBetween(10_000L, (long) MOST_TRANSFERRED);
    }

    private int elements() {
        return ((Long) page.run("return document.querySelectorAll('*').length")).intValue();
    }

    /** Events that the gateway left out for this page, as it says. */
    private long gaps() {
        return page.texts("#problem").stream()
                .map(problem -> problem.replaceFirst("Up to ([0-9,]+) .*", "$1"))
                .filter(count -> count.matches("[0-9,]+"))
                .mapToLong(count -> Long.parseLong(count.replace(",", "")))
                .sum();
    }

    @Test
    void hasNoAccessibilityFaultThatAxeKnowsOf(KafkaFixture kafka) throws Exception {
        open(kafka);
        publish("low", 3);
        publish("critical", 3);
        RawRecords.publish(deployment, "high", 1, "not a channel!", "{\"a\":1}");
        page.await(() -> rows("").size() == 6 && page.texts("#letter-rows tr").size() == 1);
        page.await(() -> page.texts("#node-rows tr").size() == 1);
        page.scrollTo("#sessions");
        page.await(() -> !page.texts("#session-rows tr").isEmpty());

        page.prefer("light");
        List<String> light = page.violations();
        page.prefer("dark");
        List<String> dark = page.violations();
        page.click("#letter-rows .replay");
        List<String> asked = page.violations();

        assertThat(light).isEmpty();
        assertThat(dark).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void showsEventsButNoFiguresWhereThoseAreOff(KafkaFixture kafka) {
        deploy(kafka, "console.access=none");
        deployment.withRouter().withGateway();
        page = ConsolePage.open(profile, deployment.page(0));

        publish("high", 2);

        page.await(() -> rows("high").size() == 2);
        page.await(() -> page.text("#notice").contains("console.access=none"));
        assertThat(page.figures("high").get(1)).isEqualTo("–");
        assertThat(page.texts("#node-rows tr")).isEmpty();
    }

    @Test
    void asksForATokenWhereTheGatewayDoesAndSendsIt(KafkaFixture kafka) {
        open(kafka);
        page.run("window.fetch = async () => new Response('a token is needed', {status: 401})");
        page.await(
                () -> page.run("return document.getElementById('identify').hidden").equals(false));
        assertThat(page.text("#notice")).isEqualTo("a token is needed");

        page.write("#token", "a.b.c");
        page.press("#token", Keys.ENTER);

        page.await(() -> page.text("#state").startsWith("connected"));
        page.await(() -> page.figures("high").get(1).equals("0"));
        assertThat(page.run("return sessionStorage.getItem('event-router-token')"))
                .isEqualTo("a.b.c");
        assertThat(page.run("return document.getElementById('token').value")).isEqualTo("");
    }

    @Test
    void publishesWhatTheFormSaysWhereTheGatewayTakesEvents(KafkaFixture kafka) {
        open(kafka);

        page.write("#to-channel", "orders.form");
        page.write("#data", "{\"typed\":true}");
        page.press("#priority", "high");
        page.press("#to-channel", Keys.ENTER);

        page.await(() -> page.text("#published").startsWith("published: "));
        page.await(() -> !rows("orders.form").isEmpty());
        assertThat(rows("orders.form")).singleElement().asString().contains("high", "typed");
    }

    private List<String> rows(String level) {
        return page.texts("#events tr").stream().filter(row -> row.contains(level)).toList();
    }

    private void publish(String level, int events) {
        var priorities = deployment.settings().levels().priorities();
        CompletableFuture.allOf(
                        IntStream.range(0, events)
                                .mapToObj(
                                        n -> TestEvents.numbered(priorities, level, "orders.eu", n))
                                .map(event -> deployment.publisher().publish(event))
                                .toArray(CompletableFuture<?>[]::new))
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }
}
