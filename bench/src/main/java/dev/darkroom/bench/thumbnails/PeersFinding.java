package dev.darkroom.bench.thumbnails;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;

/**
 * Darkroom and its peers side by side.
 *
 * @param scores by photo, then by contender
 * @param absent who did not take part, and why
 * @param peaks MB resident at most, by contender
 */
record PeersFinding(Map<String, Map<String, Score>> scores, Map<String, String> absent, Map<String, Long> peaks)
        implements Finding {
    /** The worst of all photos. */
    @Override
    public Map<String, String> figures() {
        Map<String, String> figures = new LinkedHashMap<>();
        ratio(figures, "floor_ratio", Contenders.FLOOR);
        ratio(figures, "sharp_cascade_ratio", Contenders.SHARP_CASCADE);
        ratio(figures, "sharp_four_ratio", Contenders.SHARP_FOUR);
        figures.put("psnr_1200_db", Table.number(worst(Score::largestDecibels), 1));
        figures.put("psnr_small_db", Table.number(worst(Score::smallDecibels), 1));
        figures.put("rss_mb", peaks.get(Contenders.DARKROOM).toString());
        return figures;
    }

    /** The contender's time in Darkroom's, where that is the least. */
    private void ratio(Map<String, String> figures, String name, String contender) {
        if (peaks.containsKey(contender)) {
            double least = scores.values().stream()
                    .mapToDouble(photo -> photo.get(contender).millis()
                            / photo.get(Contenders.DARKROOM).millis())
                    .min()
                    .orElseThrow();
            figures.put(name, Table.number(least, 2));
        }
    }

    private double worst(ToDoubleFunction<Score> decibels) {
        return scores.values().stream()
                .map(photo -> photo.get(Contenders.DARKROOM))
                .mapToDouble(decibels)
                .min()
                .orElseThrow();
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(table("Processor ms for four thumbnails (rate in that of the floor)", PeersFinding::time));
        text.append(table("PSNR at 1200 / worst below, dB; worst SSIM", PeersFinding::quality));
        Table memory = new Table("Peak memory of the process, one thread", "MB");
        peaks.forEach((name, megabytes) -> memory.row(name, megabytes.toString()));
        text.append(memory.text());
        absent.forEach((name, reason) -> text.append(Table.sentence("Absent: %s, because: %s", name, reason)));
        return text.toString();
    }

    private String table(String title, BiFunction<Map<String, Score>, String, String> cell) {
        Table table = new Table(title, scores.keySet());
        for (String name : peaks.keySet()) {
            List<String> cells = scores.values().stream()
                    .map(photo -> cell.apply(photo, name))
                    .toList();
            table.row(name, cells);
        }
        for (String name : absent.keySet()) {
            table.row(name, scores.values().stream().map(photo -> "absent").toList());
        }
        return table.text();
    }

    private static String time(Map<String, Score> photo, String name) {
        double millis = photo.get(name).millis();
        double floor = photo.get(Contenders.FLOOR).millis();
        return String.format(Locale.ROOT, "%.1f (%.2f)", millis, floor / millis);
    }

    private static String quality(Map<String, Score> photo, String name) {
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
    }
}
