package io.eventrouter.system;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test needs these programs on the path. Where one is missing the test is skipped, and the end
 * of the build says so; with {@code EVENTROUTER_TEST_REQUIRE_ALL=true} it fails instead.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@ExtendWith(ProgramCondition.class)
public @interface NeedsProgram {
    String[] value();
}
