package dev.darkroom.bench.thumbnails;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the bench measured: tables in Markdown for people, and one line of JSON for programs.
 *
 * @param scores by photo, then by contender
 * @param absent who did not take part, and why
 * @param peaks MB resident at most, by contender
 * @param scaling what two threads do, in what one does
 */
record ThumbnailsReport(
        Map<String, Map<String, Score>> scores,
        Map<String, String> absent,
        Map<String, Long> peaks,
        OptionalDouble scaling,
        MemoryTrack memory) {
    private static final int ROWS = 10;

    /** The last line: the worst of all photos; what was not measured is left out. */
    String json() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("floor_ratio", number(slowest(Contenders.FLOOR), 2));
        rate(Contenders.SHARP_CASCADE).ifPresent(ratio -> values.put("sharp_cascade_ratio", number(ratio, 2)));
        rate(Contenders.SHARP_FOUR).ifPresent(ratio -> values.put("sharp_four_ratio", number(ratio, 2)));
        values.put("psnr_1200_db", number(worst(Score::largestDecibels), 1));
        values.put("psnr_small_db", number(worst(Score::smallDecibels), 1));
        scaling.ifPresent(ratio -> values.put("two_thread_scaling", number(ratio, 2)));
        values.put("rss_mb", peaks.get(Contenders.DARKROOM).toString());
        return values.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private Optional<Double> rate(String contender) {
        return peaks.containsKey(contender) ? Optional.of(slowest(contender)) : Optional.empty();
    }

    /** The contender's time in Darkroom's, where that is the least. */
    private double slowest(String contender) {
        return scores.values().stream()
                .mapToDouble(photo -> photo.get(contender).millis()
                        / photo.get(Contenders.DARKROOM).millis())
                .min()
                .orElseThrow();
    }

    private double worst(ToDoubleFunction<Score> decibels) {
        return scores.values().stream()
                .map(photo -> photo.get(Contenders.DARKROOM))
                .mapToDouble(decibels)
                .min()
                .orElseThrow();
    }

    String tables() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "Machine: %s, %d cores, Java %s, Linux %s; load average %s at the end.",
                processor(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                System.getProperty("os.version"),
                load());
        line(text, "");
        table(text, "Processor ms for four thumbnails (rate in that of the floor)", (photo, name) -> {
            double millis = photo.get(name).millis();
            return String.format(
                    Locale.ROOT,
                    "%.1f (%.2f)",
                    millis,
                    photo.get(Contenders.FLOOR).millis() / millis);
        });
        table(text, "PSNR at 1200 / worst below, dB; worst SSIM", (photo, name) -> {
            Score score = photo.get(name);
            boolean same = score.sides().equals(photo.get(Contenders.DARKROOM).sides());
            return score.qualities().isEmpty()
                    ? "-"
                    : String.format(
                            Locale.ROOT,
                            "%.1f / %.1f; %.4f%s",
                            score.largestDecibels(),
                            score.smallDecibels(),
                            score.worstSsim(),
                            same ? "" : " (other sides)");
        });
        line(text, "| Peak memory of the process, one thread | MB |");
        line(text, "|---|---:|");
        peaks.forEach((name, megabytes) -> line(text, "| %s | %d |", name, megabytes));
        line(text, "");
        scaling.ifPresent(ratio -> {
            line(text, "Two threads make %.2f times as many thumbnails as one.", ratio);
            line(text, "");
        });
        memoryTable(text);
        absent.forEach((name, reason) -> line(text, "Absent: %s, because: %s", name, reason));
        if (!absent.isEmpty()) {
            line(text, "");
        }
        return text.toString();
    }

    private void table(StringBuilder text, String title, Cell cell) {
        line(text, "| %s | %s |", title, String.join(" | ", scores.keySet()));
        line(text, "|---|%s", "---:|".repeat(scores.size()));
        for (String name : peaks.keySet()) {
            String cells =
                    scores.values().stream().map(photo -> cell.of(photo, name)).collect(Collectors.joining(" | "));
            line(text, "| %s | %s |", name, cells);
        }
        line(text, "");
    }

    private void memoryTable(StringBuilder text) {
        List<MemoryTrack.Sample> samples = memory.samples();
        TreeSet<Integer> shown = new TreeSet<>();
        for (int row = 1; row <= ROWS; row++) {
            shown.add(samples.size() * row / ROWS - 1);
        }
        shown.removeIf(index -> index < 0);
        line(text, "| Photos through one process | MB resident |");
        line(text, "|---:|---:|");
        for (int index : shown) {
            line(
                    text,
                    "| %d | %.1f |",
                    samples.get(index).photos(),
                    samples.get(index).kilobytes() / 1024.0);
        }
        MemoryTrack.Slope slope = memory.slope();
        line(text, "");
        line(
                text,
                "Slope without the first fifth: %.1f kB for each 1000 photos, standard error %.1f.",
                slope.perThousand(),
                slope.error());
        line(text, "");
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

    private static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }

    /** What a table says of a contender and a photo. */
    @FunctionalInterface
    private interface Cell {
        String of(Map<String, Score> photo, String contender);
    }
}
