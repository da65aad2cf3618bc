package io.eventrouter.benchmarks.fanout;

import io.eventrouter.benchmarks.fanout.load.LoadMain;
import io.eventrouter.benchmarks.fanout.server.Installed;
import io.eventrouter.benchmarks.fanout.server.RunningServer;
import io.eventrouter.benchmarks.fanout.server.Server;
import io.eventrouter.benchmarks.fanout.server.Servers;
import io.eventrouter.benchmarks.process.BrokerMain;
import io.eventrouter.benchmarks.process.ChildProcess;
import io.eventrouter.benchmarks.process.OthersCpu;
import io.eventrouter.benchmarks.process.Workplace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is started for measurements. Confined to the measuring thread. */
final class FanoutBench {
    private static final Duration START_TIME = Duration.ofSeconds(90);
    private static final List<String> BROKER_JVM = List.of("-Xms512m", "-Xmx512m");
    private static final List<String> LOAD_JVM =
            List.of("-Xms256m", "-Xmx512m", "-XX:+UseSerialGC");
    private static final int ADDRESSES = 8;

    /** 127.0.0.2 is the first address that no server listens on. */
    private static final int FIRST_ADDRESS = 2;

    private final FanoutPlan plan;
    private final Installed installed;
    private final Workplace workplace;
    private final int processors = Runtime.getRuntime().availableProcessors();
    private String bootstrap;

    FanoutBench(FanoutPlan plan, Installed installed, Workplace workplace) {
        this.plan = plan;
        this.installed = installed;
        this.workplace = workplace;
    }

    FanoutPlan plan() {
        return plan;
    }

    /** Servers of the plan that can be started here. */
    List<Server> servers() {
        return plan.servers().stream().filter(installed::has).toList();
    }

    RunningServer start(Server server) {
        return start(server, List.of());
    }

    /**
     * @param jvmOptions of our own servers, behind those of the plan
     */
    RunningServer start(Server server, List<String> jvmOptions) {
        var options = new ArrayList<>(plan.jvmOptions());
        options.addAll(jvmOptions);
        String kafka = server == Server.GATEWAY ? broker() : "none:1";
        return new Servers(workplace, installed, options, kafka).start(server, List.of());
    }

    private String broker() {
        if (bootstrap == null) {
            Path data = workplace.newPath("broker");
            ChildProcess broker =
                    workplace.start(
                            "broker", BROKER_JVM, BrokerMain.class, List.of(data.toString()));
            bootstrap = broker.awaitReady(START_TIME);
        }
        return bootstrap;
    }

    RunningLoad load(RunningServer server) {
        return load(server, 0, 1);
    }

    /**
     * Starts clients of a server.
     *
     * @param number of this process, from 0: each has addresses of its own
     * @param subscriptions of each session: 1 for the channel that all share, or that many of its
     *     own
     */
    RunningLoad load(RunningServer server, int number, int subscriptions) {
        String pids = server.pids().stream().map(String::valueOf).collect(Collectors.joining(","));
        ChildProcess child =
                workplace.start(
                        "load",
                        LOAD_JVM,
                        LoadMain.class,
                        List.of(
                                "load",
                                "port=" + server.port(),
                                "style=" + style(server.server()),
                                "subscriptions=" + subscriptions,
                                "input=" + server.input(),
                                "pids=" + pids,
                                "address=" + (FIRST_ADDRESS + number * ADDRESSES)));
        child.awaitReady(START_TIME);
        return new RunningLoad(child);
    }

    private static String style(Server server) {
        return server.isOwn() ? "own" : server == Server.NCHAN ? "nchan" : "query";
    }

    OthersCpu watchOthers() {
        return OthersCpu.watch(workplace, processors);
    }
}
