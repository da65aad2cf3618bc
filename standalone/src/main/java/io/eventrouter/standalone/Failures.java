package io.eventrouter.standalone;

import io.eventrouter.config.InvalidSettingsException;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * How a command that fails says so: one line, or one for each invalid setting, and an exit code.
 * The stack trace is in the log from level DEBUG on. Stateless.
 */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
        LOG.debug("{} failed", command.getCommandName(), e);
        PrintWriter err = command.getErr();
        if (e instanceof InvalidSettingsException invalid) {
            err.println("event-router: " + count(invalid.problems().size()));
            invalid.problems().forEach(problem -> err.println("  " + Reasons.oneLine(problem)));
            return ExitCodes.USAGE;
        }
        err.println("event-router: " + message(e));
        return ExitCodes.FAILED;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        err.println(
                "event-router: " + Reasons.oneLine(e.getMessage()) + "; see " + name + " --help");
        UnmatchedArgumentException.printSuggestions(e, err);
        return ExitCodes.USAGE;
    }

    private static String count(int problems) {
        return problems == 1 ? "a setting cannot be used:" : problems + " settings cannot be used:";
    }

    private static String message(Exception e) {
        if (e instanceof StartException) return e.getMessage();
        return Reasons.of(e) + " (--set log.level=debug shows where)";
    }
}
