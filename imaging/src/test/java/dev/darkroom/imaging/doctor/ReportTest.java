package dev.darkroom.imaging.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.photo.ImageFormat;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportTest {
    private static final Check FINE = Check.ok("formats read", "jpeg", "libvips 8.18.7");
    private static final Check SLOW = Check.warning("machine", "cores", "1", "give it two");
    private static final Check GONE = Check.missing("formats read", "heic", "refused", "say \"please\"\n\\");

    @Test
    void onlyWhatIsMissingSpoilsIt() {
        assertThat(new Report(List.of(FINE, SLOW)).isWhole()).isTrue();
        assertThat(new Report(List.of(FINE, SLOW)).text()).endsWith("Nothing is missing.\n");
        assertThat(new Report(List.of(FINE, GONE)).isWhole()).isFalse();
        assertThat(new Report(List.of(FINE, GONE)).text()).contains("say \"please\"");
    }

    @Test
    void theJsonIsJson() {
        assertThat(new Report(List.of(FINE, GONE)).json())
                .isEqualTo("{\"ok\":false,\"checks\":[{\"group\":\"formats read\",\"name\":\"jpeg\",\"status\":\"ok\","
                        + "\"found\":\"libvips 8.18.7\"},{\"group\":\"formats read\",\"name\":\"heic\","
                        + "\"status\":\"missing\",\"found\":\"refused\","
                        + "\"remedy\":\"say \\\"please\\\"\\u000a\\\\\"}]}\n");
    }

    @Test
    void everyFormatIsListedWithTheLibraryThatReadsIt() {
        List<Check> checks = FormatChecks.all();
        assertThat(checks)
                .extracting(Check::name)
                .containsAll(Arrays.stream(ImageFormat.values())
                        .map(ImageFormat::code)
                        .toList());
        assertThat(checks)
                .filteredOn(check -> check.name().equals("png"))
                .extracting(Check::found)
                .singleElement()
                .asString()
                .startsWith("libvips 8.");
        assertThat(checks)
                .filteredOn(check -> check.status() == Check.Status.MISSING)
                .allSatisfy(check -> assertThat(check.remedy()).contains("apt install"));
    }
}
