package dev.darkroom.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UnprivilegedTest {
    @Test
    void theChildNeverSeesUserIdZero() throws Exception {
        Unprivileged unprivileged = Unprivileged.detect();

        List<String> command = new ArrayList<>(unprivileged.prefix());
        command.addAll(List.of("id", "-u"));
        Process child = new ProcessBuilder(command).start();
        String uid = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

        assertThat(child.waitFor()).isZero();
        assertThat(uid).isNotEqualTo("0").matches("\\d+");
        assertThat(unprivileged.describe()).isNotBlank();
    }
}
