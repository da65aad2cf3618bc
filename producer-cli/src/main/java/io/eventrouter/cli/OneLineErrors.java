package io.eventrouter.cli;

import io.eventrouter.cli.letters.DeadLettersException;
import io.eventrouter.cli.publish.KafkaNotReadyException;
import io.eventrouter.cli.records.TopicUnreadableException;
import io.eventrouter.cli.text.TerminalText;
import io.eventrouter.config.InvalidSettingsException;
import io.eventrouter.ingest.PublishException;
import io.eventrouter.topics.KafkaUnreachableException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns whatever a command throws into one line on standard error and an exit code; never a stack
 * trace (that is logged at DEBUG). Invalid settings are a line each, all of them. Stateless.
 */
public final class OneLineErrors implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(OneLineErrors.class);

    @Override
    public int handleExecutionException(
            Exception thrown, CommandLine command, ParseResult parseResult) {
        LOG.debug("command failed", thrown);
        messages(thrown).forEach(message -> print(command, message));
        return exitCode(thrown);
    }

    @Override
    public int handleParseException(ParameterException thrown, String[] arguments) {
        CommandLine command = thrown.getCommandLine();
        print(
                command,
                thrown.getMessage()
                        + suggestion(thrown)
                        + " (see "
                        + command.getCommandSpec().qualifiedName()
                        + " --help)");
        return ExitCodes.USAGE;
    }

    private static String suggestion(ParameterException thrown) {
        List<String> similar =
                thrown instanceof UnmatchedArgumentException unmatched
                        ? unmatched.getSuggestions()
                        : List.of();
        return similar.isEmpty() ? "" : "; did you mean " + String.join(" or ", similar) + "?";
    }

    private static List<String> messages(Exception thrown) {
        if (thrown instanceof InvalidSettingsException invalid) return invalid.problems();
        if (isExplained(thrown)) return List.of(thrown.getMessage());
        return List.of(
                "unexpected "
                        + thrown.getClass().getSimpleName()
                        + (thrown.getMessage() == null ? "" : ": " + thrown.getMessage()));
    }

    /** Whether its message is meant for the user. */
    private static boolean isExplained(Exception thrown) {
        return thrown instanceof CommandFailure
                || thrown instanceof DeadLettersException
                || thrown instanceof TopicUnreadableException
                || thrown instanceof KafkaNotReadyException
                || thrown instanceof KafkaUnreachableException
                || thrown instanceof PublishException;
    }

    private static int exitCode(Exception thrown) {
        if (thrown instanceof InvalidSettingsException) return ExitCodes.USAGE;
        return thrown instanceof CommandFailure failure ? failure.exitCode() : ExitCodes.FAILED;
    }

    private static void print(CommandLine command, String message) {
        String line = command.getCommandSpec().qualifiedName() + ": " + message;
        command.getErr().println(TerminalText.escape(line));
        command.getErr().flush();
    }
}
