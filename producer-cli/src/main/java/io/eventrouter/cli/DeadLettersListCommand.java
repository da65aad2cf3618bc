package io.eventrouter.cli;

import io.eventrouter.cli.letters.LetterBox;
import io.eventrouter.cli.letters.LetterFilter;
import io.eventrouter.cli.letters.LetterJson;
import io.eventrouter.cli.letters.LetterSearch;
import io.eventrouter.cli.letters.LetterSummary;
import io.eventrouter.cli.letters.LetterTable;
import io.eventrouter.cli.text.Palette;
import io.eventrouter.cli.text.Terminal;
import io.eventrouter.config.Settings;
import io.eventrouter.event.Position;
import io.eventrouter.topics.TopicNames;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dead-letters list}: what is there, a line each. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = ProductVersion.class,
        description = "Lists dead letters, the newest unless --from is given; the last comes last.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done, also when there are none.",
            "1:The dead letters cannot be read.",
            "2:The command line or a setting cannot be used."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dead-letters list",
            "  dead-letters list --since 2h --reason bad-data --level high --count 200",
            "  dead-letters list --from 0:1700 --json | jq .source"
        })
final class DeadLettersListCommand implements Callable<Integer> {
    private static final int MOST = 10_000;

    private final LetterOptions.Opening opening;

    @Spec private CommandSpec command;

    @Mixin private LetterOptions which;
    @Mixin private SettingsOptions settingsOptions;

    @Option(
            names = {"-c", "--channel"},
            paramLabel = "PATTERN",
            description =
                    "Only what asks for such a channel, in which * stands for one token and a last"
                            + " > for one or more; what is in the value of a structured event is"
                            + " not looked at.")
    private String channel;

    @Option(
            names = "--from",
            paramLabel = "PARTITION:OFFSET",
            description = "The first ones from there, of that partition.")
    private String from;

    @Option(
            names = {"-n", "--count"},
            paramLabel = "N",
            defaultValue = "20",
            description = "So many at most, 1 to 10000; ${DEFAULT-VALUE} by default.")
    private int count;

    @Option(names = "--json", description = "Prints each as a JSON object on a line.")
    private boolean json;

    DeadLettersListCommand() {
        this(LetterOptions.Opening.KAFKA);
    }

    DeadLettersListCommand(LetterOptions.Opening opening) {
        this.opening = opening;
    }

    @Override
    public Integer call() {
        if (count < 1 || count > MOST)
            throw which.usage("--count " + count + ": 1 to " + MOST + " is allowed");
        Settings settings = settingsOptions.load();
        TopicNames topics = LetterOptions.topics(settings);
        LetterFilter filter = which.read(topics, channel, Instant.now());
        Optional<Position> start =
                Optional.ofNullable(from).map(text -> which.position("--from", text));
        try (LetterBox box = opening.open(settings, topics.deadLetter())) {
            var search = new LetterSearch(box);
            print(
                    topics,
                    start.isPresent()
                            ? search.from(start.get(), filter, count)
                            : search.newest(filter, count));
        }
        return ExitCodes.OK;
    }

    private void print(TopicNames topics, List<LetterSummary> letters) {
        PrintWriter out = command.commandLine().getOut();
        if (json) letters.forEach(letter -> out.println(LetterJson.of(letter)));
        else if (letters.isEmpty()) command.commandLine().getErr().println("no dead letters");
        else table(topics).of(letters).forEach(out::println);
        command.commandLine().getErr().flush();
        out.flush();
    }

    private LetterTable table(TopicNames topics) {
        int columns = Terminal.isOutput() ? command.usageMessage().width() : 0;
        return new LetterTable(topics, Palette.automatic(), columns, ZoneId.systemDefault());
    }
}
