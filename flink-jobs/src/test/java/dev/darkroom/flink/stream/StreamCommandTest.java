package dev.darkroom.flink.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

final class StreamCommandTest {
    @Test
    void whatFailsIsToldInOneLineAndWrongSettingsAreWrongUsage() {
        assertThat(told(2, new IllegalArgumentException("max-side must be a number, not 'x'")))
                .isEqualTo("test: max-side must be a number, not 'x'\n");
        assertThat(told(1, new IllegalStateException("Kafka does not answer")))
                .endsWith("test: Kafka does not answer\n");
        assertThat(told(1, new IllegalStateException())).endsWith("test: java.lang.IllegalStateException\n");
    }

    private static String told(int code, RuntimeException failure) {
        PrintStream before = System.err;
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setErr(new PrintStream(err, true, UTF_8));
        try {
            assertThat(StreamCommand.run(new Failing(failure))).isEqualTo(code);
        } finally {
            System.setErr(before);
        }
        return err.toString(UTF_8);
    }

    @Command(name = "test")
    private record Failing(RuntimeException failure) implements Callable<Integer> {
        @Override
        public Integer call() {
            throw failure;
        }
    }
}
