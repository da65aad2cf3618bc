package io.eventrouter.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventrouter.config.LogFormat;
import io.eventrouter.config.LogLevel;
import io.eventrouter.config.LogSettings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;

/** A log of its own, with all that a run may say, as it comes out on standard error. */
class ConsoleLogTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @EnumSource(LogLevel.class)
    void writesOneJsonObjectALineWhateverTheLevel(LogLevel level) throws Exception {
        String written = run(new LogSettings(level, LogFormat.JSON), ConsoleLogTest::say);

        List<JsonNode> lines = new ArrayList<>();
        for (String line : written.lines().toList()) lines.add(JSON.readTree(line));
        assertThat(lines).isNotEmpty().allMatch(line -> line.has("timestamp"));
        JsonNode failure = lines.get(lines.size() - 1);
        assertThat(failure.get("lane").asText()).isEqualTo("express");
        assertThat(failure.get("exception").asText()).contains("first\nsecond", "\tat ");
    }

    @Test
    void writesALineForPeopleUnlessItIsToldOtherwise() throws Exception {
        String written = run(new LogSettings(LogLevel.INFO, LogFormat.TEXT), ConsoleLogTest::say);

        assertThat(written.lines().toList().get(0))
                .contains("INFO", "Parts: started lane=\"express\"");
        assertThat(written.lines()).hasSize(3);
    }

    private static void say(Logger log) {
        log.atTrace().log("step");
        log.atDebug().setCause(new IllegalStateException()).log("a write failed");
        log.atInfo().addKeyValue("lane", "express").log("started");
        log.atWarn().log("a\nline \u001b[31m break");
        log.atError()
                .setCause(new IllegalStateException("first\nsecond"))
                .addKeyValue("lane", "express")
                .log("failed");
    }

    private static String run(LogSettings settings, Consumer<Logger> work) {
        var written = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(written, true, UTF_8));
        try {
            var context = new LoggerContext();
            context.setMDCAdapter(new LogbackMDCAdapter());
            ConsoleLog.write(context, settings);
            work.accept(context.getLogger("io.eventrouter.standalone.Parts"));
            context.stop();
        } finally {
            System.setErr(before);
        }
        return written.toString(UTF_8);
    }
}
