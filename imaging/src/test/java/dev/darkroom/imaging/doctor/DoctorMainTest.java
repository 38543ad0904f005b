package dev.darkroom.imaging.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The doctor as a process, on a machine that lacks something. */
final class DoctorMainTest {
    @Test
    void aMissingLibraryIsNamedWithItsRemedyAndEndsWithOne() throws IOException, InterruptedException {
        Process doctor = doctor("-Ddarkroom.libheif=/nowhere/libheif.so", "--json");
        String json = new String(doctor.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(json)
                .startsWith("{\"ok\":false")
                .contains(
                        "\"name\":\"heic\",\"status\":\"missing\",\"found\":\"refused with reason codec-unavailable\"")
                .contains("/nowhere/libheif.so", "apt install libheif1", "\"name\":\"user namespaces\"")
                .contains("\"name\":\"jpeg\",\"status\":\"ok\",\"found\":\"libjpeg-turbo 3")
                .contains("\"group\":\"decoding sandbox\",\"name\":\"memory\",\"status\":\"ok\"");
        assertThat(doctor.waitFor()).isEqualTo(1);
    }

    @Test
    void withoutLibvipsItSaysWhatJavaReads() throws IOException, InterruptedException {
        Process doctor = doctor("-Ddarkroom.libvips=none", "--json");
        String json = new String(doctor.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(json)
                .contains("\"name\":\"webp\",\"status\":\"ok\",\"found\":\"TwelveMonkeys 3")
                .contains("\"name\":\"png\",\"status\":\"ok\",\"found\":\"ImageIO of Java 17")
                .contains("\"name\":\"avif\",\"status\":\"missing\"", "apt install libvips42");
        assertThat(doctor.waitFor()).isEqualTo(1);
    }

    @Test
    void anUnknownOptionEndsWithTwo() throws IOException, InterruptedException {
        assertThat(doctor("-Dx=y", "--all").waitFor()).isEqualTo(2);
    }

    private static Process doctor(String property, String option) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", property));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(DoctorMain.class.getName(), option));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
