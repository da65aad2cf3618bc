package io.eventrouter.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherTest {
    @TempDir Path temporary;
    private LauncherFixture launcher;

    @BeforeEach
    void makeCheckout() throws IOException {
        launcher = new LauncherFixture(temporary);
    }

    @Test
    void buildsOnFirstUseAndSaysSo() throws Exception {
        var run = launcher.run("up");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err().lines()).singleElement().asString().contains("first use");
        assertThat(launcher.builds()).isEqualTo(1);
    }

    @Test
    void doesNotBuildAgainWhileNothingChanges() throws Exception {
        launcher.run("up");

        var second = launcher.run("up");

        assertThat(second.err()).isEmpty();
        assertThat(launcher.builds()).isEqualTo(1);
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws Exception {
        launcher.run("up");

        changeLater(launcher.source());
        var second = launcher.run("up");

        assertThat(second.err()).contains("newer than the last build");
        assertThat(launcher.builds()).isEqualTo(2);
    }

    @Test
    void buildsAgainWhenASourceWentAway() throws Exception {
        launcher.run("up");

        Files.delete(launcher.source());
        changeLater(launcher.source().getParent());
        launcher.run("up");

        assertThat(launcher.builds()).isEqualTo(2);
    }

    @Test
    void buildsAgainWhenTheMavenRepositoryWasCleared() throws Exception {
        launcher.run("up");

        Files.delete(launcher.library());
        launcher.run("up");

        assertThat(launcher.builds()).isEqualTo(2);
    }

    @Test
    void runsFromCopiesThatALaterBuildDoesNotTouch() throws Exception {
        var run = launcher.run("up");

        assertThat(run.out())
                .contains("/target/launcher/run-")
                .contains("core.jar:" + launcher.library())
                .doesNotContain("/core/core.jar");
    }

    @Test
    void handsArgumentsOverAsTheyAre() throws Exception {
        var run = launcher.run("publish", "--channel", "a b", "{\"text\": \"'$HOME' * ü\"}", "");

        assertThat(run.out())
                .endsWith(
                        "<io.eventrouter.standalone.EventRouterMain><publish><--channel><a b>"
                                + "<{\"text\": \"'$HOME' * ü\"}><>");
    }

    @Test
    void runsThroughASymbolicLinkFromAnotherDirectory() throws Exception {
        Path link = temporary.resolve("link");
        Files.createSymbolicLink(link, temporary.relativize(launcher.script()));
        Path linkToLink = Files.createSymbolicLink(temporary.resolve("er"), link);

        var run = launcher.run(linkToLink, Map.of(), "up");

        assertThat(run.exitCode()).isZero();
        assertThat(launcher.home().resolve("target/launcher/class-path")).exists();
    }

    @Test
    void givesTheJvmTheOptionsOfTheUserLast() throws Exception {
        var run =
                launcher.run(
                        launcher.script(),
                        Map.of("EVENTROUTER_JAVA_OPTS", "-Xmx2g -XX:+UseZGC"),
                        "publish");

        assertThat(run.out()).contains("<-Xmx2g><-XX:+UseZGC><-cp>").doesNotContain("SerialGC");
    }

    @Test
    void exitsWithTheCodeOfTheCommand() throws Exception {
        launcher.useJava("17", "exit 42");

        var run = launcher.run("publish");

        assertThat(run.exitCode()).isEqualTo(42);
    }

    @Test
    void refusesAJavaThatIsTooOld() throws Exception {
        launcher.useJava("11.0.22", "echo started");

        var run = launcher.run("up");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .contains("Java 11.0.22")
                .contains("JDK 17 or later");
    }

    @Test
    void knowsHowOldJavasCountedTheirVersions() throws Exception {
        launcher.useJava("1.8.0_402", "echo started");

        var run = launcher.run("up");

        assertThat(run.exitCode()).isEqualTo(3);
    }

    @Test
    void saysThatJavaIsMissing() throws Exception {
        var run = launcher.run(launcher.script(), Map.of("JAVA_HOME", ""), "up");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err().lines()).singleElement().asString().contains("not installed");
    }

    @Test
    void saysThatMavenIsMissingWhenItIsNeeded() throws Exception {
        launcher.remove("mvn");

        var run = launcher.run("up");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err().lines()).singleElement().asString().contains("Maven");
    }

    @Test
    void doesWithoutMavenOnceItIsBuilt() throws Exception {
        launcher.run("up");
        launcher.remove("mvn");

        var run = launcher.run("up");

        assertThat(run.exitCode()).isZero();
    }

    @Test
    void showsTheEndOfTheLogWhenTheBuildFails() throws Exception {
        launcher.useMaven("echo 'Source.java:1: there is an error'; exit 1");

        var run = launcher.run("up");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("there is an error").contains("build.log");
    }

    @Test
    void buildsAgainAfterABuildThatFailed() throws Exception {
        launcher.run("up");
        changeLater(launcher.source());
        launcher.useMaven("exit 1");

        launcher.run("up");
        var again = launcher.run("up");

        assertThat(again.exitCode()).isEqualTo(3);
        assertThat(launcher.builds()).isEqualTo(3);
    }

    @Test
    void buildsOnceWhenTwoAreStartedTogether() throws Exception {
        Path permission = temporary.resolve("permission");
        launcher.useMaven(
                "until [ -e '"
                        + permission
                        + "' ]; do sleep 0.05; done\n"
                        + LauncherFixture.WORKING_MAVEN);
        var first = launcher.start(launcher.script(), Map.of(), "up");
        await().until(() -> launcher.builds() == 1);
        var second = launcher.start(launcher.script(), Map.of(), "router");
        await().until(() -> second.saidSoFar().contains("waiting for another build"));

        Files.createFile(permission);

        assertThat(first.await().exitCode()).isZero();
        assertThat(second.await().exitCode()).isZero();
        assertThat(launcher.builds()).isEqualTo(1);
    }

    @Test
    void buildsWhereThereIsNoFlock() throws Exception {
        launcher.remove("flock");

        var run = launcher.run("up");

        assertThat(run.exitCode()).isZero();
        assertThat(launcher.home().resolve("target/launcher/lock.d")).doesNotExist();
    }

    /** As a later edit does; the clock of a file system may be coarse. */
    private static void changeLater(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
    }
}
