package io.eventrouter.cli;

import io.eventrouter.cli.client.ReconnectPolicy;
import io.eventrouter.cli.client.Subscription;
import io.eventrouter.cli.doctor.ClusterState;
import io.eventrouter.cli.doctor.Doctor;
import io.eventrouter.cli.doctor.DoctorJson;
import io.eventrouter.cli.doctor.DoctorText;
import io.eventrouter.cli.doctor.Finding;
import io.eventrouter.cli.doctor.GatewayExamination;
import io.eventrouter.cli.doctor.HttpExamination;
import io.eventrouter.cli.doctor.KafkaExamination;
import io.eventrouter.cli.doctor.Severity;
import io.eventrouter.cli.text.Palette;
import io.eventrouter.config.Settings;
import io.eventrouter.event.ChannelPattern;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code doctor}: whether Kafka, its topics and some processes are fit, and how to mend them. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = ProductVersion.class,
        description = {
            "Looks whether Kafka can be reached, whether its topics fit, how safe events are there,"
                    + " and what this client may do; says how to mend what is wrong. It changes"
                    + " nothing.",
            "",
            "A gateway is looked at where --url names it, the health of a process where --admin"
                    + " does, and the clocks of both. (A broker does not tell its time.)"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:No problem was found; there may be warnings.",
            "1:There is a problem.",
            "2:The command line or a setting cannot be used."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  doctor",
            "  doctor --kafka kafka-1:9092 --url wss://gateway.example/ws",
            "  doctor --admin http://router-1:8081 --admin http://gw-1:8081 --json"
        })
public final class DoctorCommand implements Callable<Integer> {
    private final Function<Settings, ClusterState> examination;

    @Spec private CommandSpec command;

    @Option(
            names = "--admin",
            paramLabel = "URL",
            description = "The admin port of a router or gateway. May be repeated.")
    private List<String> admins = List.of();

    @Option(names = "--json", description = "Prints one JSON object on a line.")
    private boolean json;

    @Mixin private GatewayOptions gateway;
    @Mixin private SettingsOptions settingsOptions;

    public DoctorCommand() {
        this(KafkaExamination::examine);
    }

    DoctorCommand(Function<Settings, ClusterState> examination) {
        this.examination = examination;
    }

    @Override
    public Integer call() {
        Settings settings = settingsOptions.load();
        List<URI> processes =
                admins.stream().map(text -> AdminAddresses.parse(command, text)).toList();
        var findings = new ArrayList<>(new Doctor(examination).kafka(settings));
        if (gateway.isGiven()) findings.addAll(gateway());
        var http = new HttpExamination();
        processes.forEach(process -> findings.addAll(http.health(process)));
        print(findings);
        boolean ill = findings.stream().anyMatch(f -> f.severity() == Severity.PROBLEM);
        return ill ? ExitCodes.FAILED : ExitCodes.OK;
    }

    /** Subscribed to a channel on which nothing is published. */
    private List<Finding> gateway() {
        var nothing = new Subscription(new ChannelPattern("event-router.doctor"), Optional.empty());
        return GatewayExamination.examine(
                gateway.settings(List.of(nothing), ReconnectPolicy.NEVER));
    }

    private void print(List<Finding> findings) {
        PrintWriter out = command.commandLine().getOut();
        if (json) out.println(DoctorJson.of(ProductVersion.number(), findings));
        else new DoctorText(Palette.automatic()).lines(findings).forEach(out::println);
        out.flush();
    }
}
