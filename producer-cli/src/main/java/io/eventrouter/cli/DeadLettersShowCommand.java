package io.eventrouter.cli;

import io.eventrouter.cli.letters.LetterBox;
import io.eventrouter.cli.letters.LetterJson;
import io.eventrouter.cli.letters.LetterPage;
import io.eventrouter.cli.letters.LetterSearch;
import io.eventrouter.cli.publish.Reasons;
import io.eventrouter.cli.text.Palette;
import io.eventrouter.cli.text.Terminal;
import io.eventrouter.config.Settings;
import io.eventrouter.event.InvalidEventException;
import io.eventrouter.event.Position;
import io.eventrouter.letters.Letter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dead-letters show}: all of one letter. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = ProductVersion.class,
        description = {
            "Shows one dead letter: why, where from, headers, value.",
            "",
            "Text is shown with control characters escaped, anything else in base64."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Shown.",
            "1:There is no such letter, or it cannot be read.",
            "2:The command line or a setting cannot be used."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dead-letters show 0:17",
            "  dead-letters show 0:17 --raw > value.bin",
            "  dead-letters show 0:17 --json | jq .headers"
        })
final class DeadLettersShowCommand implements Callable<Integer> {
    private final LetterOptions.Opening opening;
    private final OutputStream rawOut;

    @Spec private CommandSpec command;

    @Mixin private SettingsOptions settingsOptions;

    @Parameters(
            paramLabel = "PARTITION:OFFSET",
            description = "Its place in the dead-letter topic, as list shows it.")
    private String position;

    @Option(names = "--json", description = "Prints a JSON object on one line.")
    private boolean json;

    @Option(
            names = "--raw",
            description = "Writes the value and nothing else, as it is; not to a terminal.")
    private boolean raw;

    DeadLettersShowCommand() {
        this(LetterOptions.Opening.KAFKA, new FileOutputStream(FileDescriptor.out));
    }

    DeadLettersShowCommand(LetterOptions.Opening opening, OutputStream rawOut) {
        this.opening = opening;
        this.rawOut = rawOut;
    }

    @Override
    public Integer call() {
        if (json && raw) throw usage("give --json or --raw, not both");
        if (raw && Terminal.isOutput())
            throw usage("--raw is for a file or a pipe: the value may hold anything");
        Position at = position();
        Settings settings = settingsOptions.load();
        try (LetterBox box = opening.open(settings, LetterOptions.topics(settings).deadLetter())) {
            var search = new LetterSearch(box);
            Letter letter = search.at(at);
            if (raw) writeRaw(letter);
            else print(letter, search.replayOf(at));
        }
        return ExitCodes.OK;
    }

    private Position position() {
        try {
            return Position.parse(position);
        } catch (InvalidEventException e) {
            throw usage(Reasons.withoutAttribute(e));
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private void writeRaw(Letter letter) {
        try {
            if (letter.value() != null) rawOut.write(letter.value());
            rawOut.flush();
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCodes.FAILED, "the value cannot be written: " + Reasons.of(e));
        }
    }

    private void print(Letter letter, Optional<String> replayedTo) {
        PrintWriter out = command.commandLine().getOut();
        if (json) out.println(LetterJson.of(letter, replayedTo));
        else new LetterPage(Palette.automatic()).of(letter, replayedTo).forEach(out::println);
        out.flush();
    }
}
