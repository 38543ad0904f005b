package dev.darkroom.local.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.local.stack.ComponentStatus;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What a bench measured: tables in Markdown for people, and one line of JSON for programs. */
public record BenchReport(
        Starts starts,
        Mix mix,
        List<PutRace.Result> races,
        Traffic.Seen latency,
        Load load,
        List<ComponentStatus> components) {
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int THREAD_GROUPS = 15;

    public BenchReport {
        races = List.copyOf(races);
        components = List.copyOf(components);
    }

    /** True when every photo that was timed or sent in bulk became searchable. */
    public boolean isComplete() {
        return Stream.of(latency, load.seen)
                .allMatch(seen -> seen.tally().failed()
                                + seen.tally().rejected()
                                + seen.tally().duplicates()
                        == 0);
    }

    /** The last line of a bench. */
    public String json() throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        return mapper.writeValueAsString(mapper.createObjectNode()
                .put("p50_ms", Math.round(latency.millis(0.50)))
                .put("p99_ms", Math.round(latency.millis(0.99)))
                .put("photos_per_s", rounded(load.seen.perSecond(), 1))
                .put("put_ratio", rounded(races.get(0).medianRatio(), 2))
                .put("rss_mb", residentMegabytes())
                .put("start_cold_s", rounded(starts.coldSeconds, 1))
                .put("start_warm_s", rounded(starts.warmSeconds, 1)));
    }

    /** Everything, as Markdown. */
    public String tables() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "Machine: %d cores, %s, Java %s, Linux %s",
                CORES,
                memory(),
                Runtime.version(),
                System.getProperty("os.version"));
        line(
                text,
                "Photos: %d files, median %.1f MB, mean %.1f MB, largest %.1f MB (%s)",
                mix.files,
                mix.medianMegabytes,
                mix.meanMegabytes,
                mix.largestMegabytes,
                mix.formats);
        line(text, "");
        line(text, "| Start of the whole stack | s |");
        line(text, "|---|---:|");
        line(text, "| cold: empty data directory | %.1f |", starts.coldSeconds);
        line(text, "| warm: the same data again | %.1f |", starts.warmSeconds);
        line(text, "");
        line(text, "| Photo to stored, MB/s (median) | ingest | PutObject | ratio: median | min | max | rounds |");
        line(text, "|---|---:|---:|---:|---:|---:|---:|");
        for (PutRace.Result race : races) {
            List<Double> ratios = race.ratios();
            line(
                    text,
                    "| %s | %.1f | %.1f | **%.2f** | %.2f | %.2f | %d |",
                    race.heat().name(),
                    PutRace.Result.median(race.ingest()),
                    PutRace.Result.median(race.put()),
                    race.medianRatio(),
                    ratios.get(0),
                    ratios.get(ratios.size() - 1),
                    ratios.size());
        }
        line(text, "");
        line(text, "| Upload to searchable, ms | photos | p50 | p90 | p99 | max | not searchable |");
        line(text, "|---|---:|---:|---:|---:|---:|---:|");
        line(
                text,
                "| one user, 5 photos/s | %d | %.0f | %.0f | %.0f | %.0f | %d |",
                latency.tally().searchable(),
                latency.millis(0.50),
                latency.millis(0.90),
                latency.millis(0.99),
                latency.millis(1),
                latency.tally().failed() + latency.tally().rejected());
        line(text, "| the first photo after the cold start | 1 | %.0f | | | | |", starts.firstPhotoMillis);
        line(text, "");
        load(text);
        return text.toString();
    }

    private void load(StringBuilder text) {
        double seconds = load.took.toNanos() / 1e9;
        line(
                text,
                "Throughput: %d photos (%.0f MB) in %.1f s, %.1f photos/s from the first upload to the last searchable.",
                load.seen.tally().searchable(),
                load.seen.bytes() / 1e6,
                seconds,
                load.seen.perSecond());
        line(text, "");
        line(text, "| Process under that load | CPU s | share of %d cores | memory MB |", CORES);
        line(text, "|---|---:|---:|---:|");
        load.cpu.processes().entrySet().stream()
                .sorted(byUse())
                .forEach(use -> line(
                        text,
                        "| %s | %.1f | %.0f %% | %s |",
                        use.getKey(),
                        use.getValue(),
                        share(use.getValue()),
                        memoryOf(use.getKey())));
        double used =
                load.cpu.processes().values().stream().mapToDouble(one -> one).sum();
        line(text, "| total | %.1f | %.0f %% | %d |", used, share(used), residentMegabytes());
        line(text, "");
        line(text, "| Threads that used most | CPU s | share of %d cores |", CORES);
        line(text, "|---|---:|---:|");
        load.cpu.threads().entrySet().stream()
                .sorted(byUse())
                .limit(THREAD_GROUPS)
                .forEach(use ->
                        line(text, "| %s | %.1f | %.0f %% |", use.getKey(), use.getValue(), share(use.getValue())));
        line(text, "");
        line(text, "| Stage, time on the wall | calls | mean ms | at once, on average |");
        line(text, "|---|---:|---:|---:|");
        load.stages
                .stages()
                .forEach((stage, spent) -> line(
                        text,
                        "| %s | %.0f | %.1f | %.2f |",
                        stage,
                        spent.calls(),
                        spent.calls() == 0 ? 0 : spent.seconds() * 1000 / spent.calls(),
                        spent.seconds() / seconds));
    }

    private double share(double cpuSeconds) {
        return 100 * cpuSeconds / (CORES * load.took.toNanos() / 1e9);
    }

    private String memoryOf(String component) {
        return components.stream()
                .filter(status -> status.name().equals(component))
                .map(status -> Long.toString(status.residentBytes() >> 20))
                .findFirst()
                .orElse("");
    }

    private long residentMegabytes() {
        return components.stream().mapToLong(ComponentStatus::residentBytes).sum() >> 20;
    }

    private static Comparator<Map.Entry<String, Double>> byUse() {
        return Map.Entry.<String, Double>comparingByValue().reversed();
    }

    private static BigDecimal rounded(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP);
    }

    private static String memory() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemTotal:"))
                    .map(line -> Math.round(Long.parseLong(line.replaceAll("\\D", "")) / 1048576.0) + " GB")
                    .findFirst()
                    .orElse("memory unknown");
        } catch (IOException e) {
            return "memory unknown";
        }
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }

    /** How long the stack took to start, and how long the first photo took on it. */
    record Starts(double coldSeconds, double warmSeconds, double firstPhotoMillis) {}

    /** A stretch of time with as many photos as were taken, and what the processes did meanwhile. */
    record Load(Traffic.Seen seen, Duration took, CpuTimes cpu, StageTimes stages) {}

    /** Which photos were sent. */
    record Mix(int files, double medianMegabytes, double meanMegabytes, double largestMegabytes, String formats) {
        static Mix of(List<Path> files) throws IOException {
            List<Double> sizes = new java.util.ArrayList<>();
            Map<String, Integer> formats = new java.util.TreeMap<>();
            for (Path file : files) {
                sizes.add(Files.size(file) / 1e6);
                String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
                formats.merge(name.substring(name.lastIndexOf('.') + 1), 1, Integer::sum);
            }
            return new Mix(
                    files.size(),
                    PutRace.Result.median(sizes),
                    sizes.stream().mapToDouble(one -> one).average().orElse(0),
                    sizes.stream().mapToDouble(one -> one).max().orElse(0),
                    formats.toString().replaceAll("[{}]", ""));
        }
    }
}
