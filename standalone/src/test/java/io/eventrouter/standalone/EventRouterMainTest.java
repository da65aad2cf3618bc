package io.eventrouter.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventRouterMainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "router",
                "gateway",
                "publish",
                "tail",
                "demo",
                "explain",
                "replay",
                "dead-letters"
            })
    void everyCommandHasHelpWithItsExitCodes(String command) {
        int code = execute(command, "--help");

        assertThat(code).isZero();
        assertThat(out.toString()).contains("Usage: event-router " + command, "Exit codes:");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void listsItsCommandsAndExitCodes() {
        int code = execute("--help");

        assertThat(code).isZero();
        assertThat(out.toString())
                .contains("up ", "router ", "gateway ", "publish ", "tail ", "demo ")
                .contains("0   All went well", "3   The launcher");
    }

    @Test
    void showsAWrongOptionInOneLineThatLeadsToTheHelp() {
        int code = execute("up", "--prot=8080");

        assertThat(code).isEqualTo(2);
        assertThat(errors())
                .singleElement()
                .asString()
                .contains("--prot")
                .contains("event-router up --help");
    }

    @Test
    void listsEveryInvalidSetting() {
        int code =
                execute("up", "--port=http", "--set", "session.queue-events=0", "--kafka-port=-1");

        assertThat(code).isEqualTo(2);
        assertThat(errors())
                .hasSize(3)
                .anyMatch(line -> line.contains("gateway.port = http"))
                .anyMatch(line -> line.contains("session.queue-events = 0"))
                .anyMatch(line -> line.contains("standalone.kafka-port = -1"));
    }

    @Test
    void asksForACommandWhereThereIsNone() {
        int code = execute();

        assertThat(code).isEqualTo(2);
        assertThat(errors()).singleElement().asString().contains("event-router --help");
    }

    private int execute(String... args) {
        return EventRouterMain.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    private List<String> errors() {
        return err.toString().lines().toList();
    }
}
