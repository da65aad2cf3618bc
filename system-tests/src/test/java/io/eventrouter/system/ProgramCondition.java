package io.eventrouter.system;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.support.AnnotationSupport;

/** What {@link NeedsProgram} does. Stateless; what was skipped is kept in JUnit's root store. */
final class ProgramCondition implements ExecutionCondition {
    private static final Namespace NAMESPACE = Namespace.create(ProgramCondition.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        List<String> missing =
                context.getElement()
                        .flatMap(e -> AnnotationSupport.findAnnotation(e, NeedsProgram.class))
                        .map(NeedsProgram::value)
                        .map(ProgramCondition::missing)
                        .orElse(List.of());
        if (missing.isEmpty()) return ConditionEvaluationResult.enabled("nothing is missing");
        String why = "not installed: " + String.join(", ", missing);
        if (Boolean.parseBoolean(System.getenv("EVENTROUTER_TEST_REQUIRE_ALL")))
            throw new IllegalStateException(
                    why + "; EVENTROUTER_TEST_REQUIRE_ALL allows no test to be skipped");
        notRun(context).add(context.getRequiredTestClass().getSimpleName() + name(context) + why);
        return ConditionEvaluationResult.disabled(why);
    }

    private static String name(ExtensionContext context) {
        return context.getTestMethod().map(m -> "." + m.getName() + ": ").orElse(": ");
    }

    private static List<String> missing(String... programs) {
        return Arrays.stream(programs).filter(p -> !isOnPath(p)).toList();
    }

    private static boolean isOnPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, program))
                .anyMatch(Files::isExecutable);
    }

    private static NotRun notRun(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(NotRun.class, key -> new NotRun(), NotRun.class);
    }

    /** Closed by JUnit after the last test. Thread-safe through its queue. */
    private static final class NotRun implements AutoCloseable {
        private final Collection<String> tests = new ConcurrentLinkedQueue<>();

        void add(String test) {
            tests.add(test);
        }

        @Override
        public void close() {
            System.out.println("[NOT RUN] " + tests.size() + " tests or classes of tests:");
            tests.forEach(test -> System.out.println("[NOT RUN]   " + test));
        }
    }
}
