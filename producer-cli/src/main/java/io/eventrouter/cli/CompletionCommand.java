package io.eventrouter.cli;

import java.io.PrintWriter;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion}: a script by which a shell completes commands and options. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        description = {
            "Prints a script by which a shell completes the commands and options of event-router,"
                    + " to be read by it at its start.",
            "",
            "The launcher must be on the PATH as event-router."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(event-router completion bash)     # in ~/.bashrc",
            "  source <(event-router completion zsh)      # in ~/.zshrc, after compinit"
        })
public final class CompletionCommand implements Runnable {
    /** A shell that it can be for. */
    enum Shell {
        bash,
        zsh
    }

    @Spec private CommandSpec command;

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
    private Shell shell;

    @Override
    public void run() {
        CommandLine root = command.root().commandLine();
        PrintWriter out = command.commandLine().getOut();
        // In zsh the script has bash's completion emulated, if that is not so already.
        if (shell == Shell.zsh) out.println("autoload -U +X bashcompinit && bashcompinit");
        out.print(AutoComplete.bash(command.root().name(), root));
        out.flush();
    }
}
