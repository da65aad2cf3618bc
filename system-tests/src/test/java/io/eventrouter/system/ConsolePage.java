package io.eventrouter.system;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** The console in a browser, as somebody uses it. Confined to one thread. */
final class ConsolePage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChromeDriver browser;

    private ConsolePage(ChromeDriver browser) {
        this.browser = browser;
    }

    /**
     * Opens it, and waits until it is subscribed to all events.
     *
     * @param profile an empty directory
     */
    static ConsolePage open(Path profile, URI address) {
        return open(profile, address, null);
    }

    /**
     * The same as somebody who has given a token.
     *
     * @param token null for none
     */
    static ConsolePage open(Path profile, URI address, String token) {
        var page = new ConsolePage(Chromium.start(profile));
        try {
            page.browser.manage().timeouts().scriptTimeout(PATIENCE);
            page.size(1_400, 1_000);
            page.prefer("light");
            if (token != null) page.keep(token, address);
            page.browser.get(address.toString());
            page.await(() -> page.text("#state").startsWith("connected"));
        } catch (RuntimeException | Error e) {
            page.close();
            throw e;
        }
        return page;
    }

    /** The page takes it from there. */
    private void keep(String token, URI address) {
        browser.get(address.resolve("/favicon.svg").toString());
        browser.executeScript("sessionStorage.setItem('event-router-token', arguments[0])", token);
    }

    void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(PATIENCE).until(condition);
    }

    String text(String selector) {
        return texts(selector).stream().findFirst().orElse("").strip();
    }

    /** Texts of all that match, in one step, so that no row changes in between. */
    List<String> texts(String selector) {
        @SuppressWarnings("unchecked") // an array of strings in JavaScript
        var texts =
                (List<String>)
                        browser.executeScript(
                                "return Array.from(document.querySelectorAll(arguments[0]),"
                                        + " (e) => e.innerText)",
                                selector);
        return texts;
    }

    /** How many events of the level it counts. */
    long count(String level) {
        return texts("#counts li").stream()
                .filter(item -> item.startsWith(level + " "))
                .map(item -> item.substring(level.length() + 1).replace(",", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }

    /** The cells of the level in the table of figures. */
    List<String> figures(String level) {
        return texts("#level-figures tbody tr").stream()
                .filter(row -> row.startsWith(level))
                .map(row -> List.of(row.split("\\t")))
                .findFirst()
                .orElseThrow();
    }

    void click(String selector) {
        browser.findElement(By.cssSelector(selector)).click();
    }

    /** The checkbox that shows or hides events of a level. */
    void toggle(String level) {
        browser.findElements(By.cssSelector("#shown label")).stream()
                .filter(label -> label.getText().equals(level))
                .findFirst()
                .orElseThrow()
                .click();
    }

    void write(String selector, String text) {
        WebElement field = browser.findElement(By.cssSelector(selector));
        field.clear();
        field.sendKeys(text);
    }

    /** Keys go to that element; {@code body} for wherever the focus is. */
    void press(String selector, CharSequence... keys) {
        browser.findElement(By.cssSelector(selector)).sendKeys(keys);
    }

    Object run(String script) {
        return browser.executeScript(script);
    }

    /** What a request of the page is answered: the status and the text. */
    String post(String path, String json) {
        return (String)
                browser.executeAsyncScript(
                        "const [path, body, done] = arguments;"
                                + "const token = sessionStorage.getItem('event-router-token');"
                                + "const headers = {'content-type': 'application/json'};"
                                + "if (token) headers.authorization = `Bearer ${token}`;"
                                + "fetch(path, {method: 'POST', headers, body}).then(async (r) =>"
                                + " done(`${r.status} ${await r.text()}`))",
                        path,
                        json);
    }

    void scrollTo(String selector) {
        browser.executeScript(
                "document.querySelector(arguments[0]).scrollIntoView({behavior: 'instant'})",
                selector);
    }

    /** What has the focus. */
    String focused() {
        return (String) run("return document.activeElement.id");
    }

    /** As somebody sees it whose system is set to {@code dark} or {@code light}, and to rest. */
    void prefer(String scheme) {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    void size(int width, int height) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void picture(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, browser.getScreenshotAs(OutputType.BYTES));
    }

    /** What axe finds wrong: the rule, and where. */
    List<String> violations() throws IOException {
        try (InputStream axe = ConsolePage.class.getResourceAsStream("/axe.min.js")) {
            browser.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        @SuppressWarnings("unchecked") // an array of strings in JavaScript
        var found =
                (List<String>)
                        browser.executeAsyncScript(
                                "const done = arguments[0];"
                                        + "axe.run().then((result) => done(result.violations.map("
                                        + "(v) => `${v.id}: ${v.nodes.map((n) => n.target + ' ' +"
                                        + " n.failureSummary).join(', ')}`)))");
        return found;
    }

    @Override
    public void close() {
        browser.quit();
    }
}
