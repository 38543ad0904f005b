package dev.darkroom.bench.thumbnails;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the bench measured: Markdown for people, and one line of JSON for programs.
 *
 * @param versions of what was compared
 */
record ThumbnailsReport(String versions, List<Finding> findings) {
    private static final List<String> FIGURES = List.of(
            "floor_ratio",
            "sharp_cascade_ratio",
            "sharp_four_ratio",
            "psnr_1200_db",
            "psnr_small_db",
            "sandbox_ratio",
            "two_thread_scaling",
            "rss_mb");

    ThumbnailsReport {
        findings = List.copyOf(findings);
    }

    /** The last line; what was not measured is left out. */
    String json() {
        Map<String, String> values = new HashMap<>();
        findings.forEach(finding -> values.putAll(finding.figures()));
        return FIGURES.stream()
                .filter(values::containsKey)
                .map(name -> "\"" + name + "\":" + values.get(name))
                .collect(Collectors.joining(",", "{", "}"));
    }

    String tables() {
        return Table.sentence(
                        "Machine: %s, %d cores, Java %s, Linux %s; load average %s at the end.",
                        processor(),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version(),
                        System.getProperty("os.version"),
                        load())
                + Table.sentence("%s", versions)
                + findings.stream().map(Finding::text).collect(Collectors.joining());
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    private static String load() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
        } catch (IOException e) {
            return "unknown";
        }
    }
}
