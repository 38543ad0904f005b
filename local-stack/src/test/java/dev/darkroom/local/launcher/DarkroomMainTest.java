package dev.darkroom.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DarkroomMainTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    @TempDir
    private Path data;

    @BeforeEach
    void capture() {
        PrintStream both = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(both);
        System.setErr(both);
    }

    @AfterEach
    void release() {
        System.setOut(out);
        System.setErr(err);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fly",
                "up --quickly",
                "token",
                "import",
                "import x",
                "job",
                "upgrade",
                "upgrade x y",
                "bench",
                "bench pipeline a b",
                "demo a b",
                "token --user ada --ttl soon",
                "up --port serving=many"
            })
    void answersBadUsageWithTwoAndAHint(String line) {
        assertThat(run(line)).isEqualTo(2);
        assertThat(text()).contains("Usage: darkroom");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "down",
                "status",
                "token",
                "import",
                "job",
                "transforms",
                "upgrade",
                "demo",
                "bench",
                "bench pipeline",
                "bench thumbnails"
            })
    void explainsEachCommandWithExamples(String command) {
        assertThat(run(command + " --help")).isZero();
        assertThat(text()).contains("Examples:").contains("./darkroom " + command);
    }

    @Test
    void printsOneTokenAndNothingElse() {
        assertThat(run("token --user ada --data " + data)).isZero();

        assertThat(text().trim()).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    }

    @Test
    void saysWhichLifeOfATokenIsNotPossible() {
        assertThat(run("token --user ada --ttl PT0S --data " + data)).isEqualTo(2);
        assertThat(text()).contains("PT0S").doesNotContain("\tat ");
    }

    @Test
    void makesNoTokenForANameThatNoPhotoMayBelongTo() {
        assertThat(run("token --user a/b --data " + data)).isEqualTo(2);
        assertThat(text()).contains("a/b").doesNotContain("\tat ");
    }

    @Test
    void saysWhyTheDataDirectoryCannotBeUsed() throws IOException {
        Path file = Files.writeString(data.resolve("file"), "in the way");

        assertThat(run("up --data " + file)).isEqualTo(1);
        assertThat(text()).contains(file + " is a file, not a directory").doesNotContain("\tat ");
    }

    @Test
    void namesThePortsWhenOneIsUnknown() {
        assertThat(run("up --port kitchen=9000 --data " + data)).isEqualTo(2);
        assertThat(text()).contains("No port is named kitchen").contains("serving");
    }

    @Test
    void showsThatNothingRunsAndEndsWithOne() {
        assertThat(run("status --json --data " + data)).isEqualTo(1);
        assertThat(text()).contains("{\"component\":\"kafka\",\"pid\":null").contains("\"health\":\"stopped\"");
    }

    @Test
    void stopsNothingWithoutComplaint() {
        assertThat(run("down --data " + data)).isZero();
    }

    @Test
    void saysWhatToDoWhenNothingWasEverStarted() {
        for (String command : List.of("job --data " + data + " audit --dry-run", "upgrade status --data " + data)) {
            assertThat(run(command)).isEqualTo(1);
            assertThat(text()).contains("run `./darkroom up --detach`").doesNotContain("\tat ");
        }
    }

    @Test
    void saysThatThereAreNoPhotosBeforeItStartsAnything() {
        assertThat(run("demo --once --data " + data + " " + data.resolve("absent")))
                .isEqualTo(2);
        assertThat(text()).contains("There is no " + data.resolve("absent"));
    }

    @Test
    void saysHowManyFilesGoAtOnceBeforeItStartsAnything() {
        for (String command : new String[] {"demo --once --parallel 9", "import x --user ada --parallel 0"}) {
            assertThat(run(command + " --data " + data)).isEqualTo(2);
            assertThat(text())
                    .contains("Between 1 and 8 files can be sent at once")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void benchesNoDirectoryThatIsThereAlready() {
        assertThat(run("bench pipeline --data " + data)).isEqualTo(1);
        assertThat(text()).contains(data + " is there already").doesNotContain("\tat ");
        assertThat(data).isDirectory();
    }

    private static int run(String line) {
        List<String> words = line.isEmpty() ? List.of() : List.of(line.split(" "));
        return DarkroomMain.run(words.toArray(String[]::new));
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
