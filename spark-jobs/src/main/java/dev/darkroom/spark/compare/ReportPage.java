package dev.darkroom.spark.compare;

import dev.darkroom.core.transform.TransformId;
import dev.darkroom.imaging.look.LookDefinition;
import dev.darkroom.imaging.quality.Quality;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A comparison as one page that needs nothing else: no script, no font, no picture from elsewhere. */
record ReportPage(CompareResult result, List<Pair> pairs, List<Example> examples, Instant at) {
    ReportPage {
        pairs = List.copyOf(pairs);
        examples = List.copyOf(examples);
    }

    String html() throws IOException {
        return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\">"
                + "<title>" + escaped(result.transform()) + " compared</title><style>\n" + style()
                + "</style></head><body>\n" + head() + gates()
                + (ofLooks() ? neighbours() + outcomes() : tiles() + outcomes() + sizes() + decibels() + changes())
                + ranking() + shown() + "</body></html>\n";
    }

    private boolean ofLooks() {
        return TransformId.parse(result.transform()).name().equals(LookDefinition.NAME);
    }

    private String neighbours() {
        Neighbours found = result.neighbours();
        return "<div class=\"tiles\">"
                + tile(
                        found.photos() == 0 ? "-" : share(found.overlap()),
                        "of a photo's ten nearest are the same under both")
                + tile(number(found.unchanged()), "photos whose ten nearest are the same")
                + tile(number(found.photos()), "photos asked for their neighbours")
                + "</div>\n";
    }

    private String head() {
        return "<h1>What a new version of " + (ofLooks() ? "the look" : "the renditions")
                + " would change</h1>\n<p><code>" + escaped(result.transform())
                + "</code> beside <code>" + escaped(result.against()) + "</code></p>\n<p class=\"soft\">"
                + at.truncatedTo(ChronoUnit.SECONDS)
                + ". Outcomes are of the whole archive, by the ledger; the rest is of "
                + number(result.sampled()) + " photos, the same ones in every run.</p>\n";
    }

    private String gates() {
        if (result.gates().isEmpty()) {
            return "<p>No gate was set (<code>--min-psnr</code>, <code>--min-agreement</code>).</p>\n";
        }
        return result.gates().stream()
                .map(gate -> String.format(
                        Locale.ROOT,
                        "<p class=\"%s\"><b>%s</b> %s: %s, must be at least %s</p>%n",
                        gate.passed() ? "good" : "bad",
                        gate.passed() ? "passed" : "refused",
                        escaped(gate.gate()),
                        escaped(gate.value()),
                        gate.least()))
                .collect(Collectors.joining());
    }

    private String tiles() {
        Findings all = result.renditions();
        boolean measured = all.psnr().measures() > 0;
        return "<div class=\"tiles\">"
                + tile(
                        result.outcomes().agreement().isPresent()
                                ? share(result.outcomes().agreement().getAsDouble())
                                : "-",
                        "agreement: same outcome under both")
                + tile(measured ? decibels(all.psnr().p5()) : "-", "PSNR that 19 of 20 pairs reach")
                + tile(measured ? decibels(all.psnr().median()) : "-", "PSNR, median")
                + tile(measured ? String.format(Locale.ROOT, "%.4f", all.ssim().p5()) : "-", "SSIM that 19 of 20 reach")
                + tile(
                        share(all.savedShare()),
                        all.savedShare() < 0 ? "of the bytes saved: it needs more" : "of the bytes saved")
                + tile(number(result.hashesApart()), "photos whose perceptual hash moved far")
                + "</div>\n";
    }

    private String outcomes() {
        Outcomes found = result.outcomes();
        StringBuilder rows = new StringBuilder();
        rows.append(row("made by both", number(found.bothDone())));
        rows.append(row("made by neither", number(found.bothFailed())));
        found.onlyNewFailed()
                .forEach((reason, photos) -> rows.append(row("only the new version fails: " + reason, number(photos))));
        found.onlyOldFailed()
                .forEach(
                        (reason, photos) -> rows.append(row("only the old version failed: " + reason, number(photos))));
        rows.append(row("not tried by both", number(found.notBoth())));
        return "<h2>Photos</h2>\n<table>" + row("outcome", "photos").replace("td>", "th>") + rows + "</table>\n";
    }

    private String sizes() {
        StringBuilder rows = new StringBuilder(
                row("size", "pairs", "measured", "PSNR worst", "p5", "median", "SSIM p5", "KB old", "KB new", "saved")
                        .replace("td>", "th>"));
        result.bySize()
                .forEach((size, one) -> rows.append(row(
                        Integer.toString(size),
                        number(one.pairs()),
                        number(one.psnr().measures()),
                        decibels(one.psnr().worst()),
                        decibels(one.psnr().p5()),
                        decibels(one.psnr().median()),
                        String.format(Locale.ROOT, "%.4f", one.ssim().p5()),
                        kilobytes(one.oldBytes(), one.pairs()),
                        kilobytes(one.newBytes(), one.pairs()),
                        share(one.savedShare()))));
        return "<h2>Renditions by size</h2>\n"
                + (result.bySize().isEmpty()
                        ? "<p>The versions have no size in common.</p>\n"
                        : "<div class=\"scroll\"><table>" + rows + "</table></div>\n");
    }

    /** How many pairs have which PSNR. */
    private String decibels() {
        Map<Integer, Long> bins = pairs.stream()
                .flatMap(pair -> pair.quality().stream())
                .collect(Collectors.groupingBy(
                        quality -> (int) Math.min(60, Math.max(10, Math.floor(quality.psnr() / 2) * 2)),
                        Collectors.counting()));
        if (bins.isEmpty()) {
            return "";
        }
        long most = bins.values().stream().max(Comparator.naturalOrder()).orElseThrow();
        StringBuilder bars = new StringBuilder("<svg class=\"bars\" viewBox=\"0 0 780 150\" role=\"img\">"
                + "<title>Pairs of renditions by PSNR</title>");
        for (int bin = 10; bin <= 60; bin += 2) {
            double height = 110.0 * bins.getOrDefault(bin, 0L) / most;
            bars.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%.1f\" width=\"26\" height=\"%.1f\"><title>%d pairs from %d dB</title></rect>",
                    (bin - 10) * 15,
                    125 - height,
                    height,
                    bins.getOrDefault(bin, 0L),
                    bin));
            if (bin % 10 == 0) {
                bars.append("<text x=\"" + ((bin - 10) * 15 + 13) + "\" y=\"142\">" + bin + (bin == 60 ? "+" : "")
                        + "</text>");
            }
        }
        return "<h2>Pairs by PSNR (dB)</h2>\n" + bars + "</svg>\n";
    }

    private String changes() {
        if (result.changes().isEmpty()) {
            return "";
        }
        return "<h2>Other formats and sides</h2>\n<table>"
                + row("change", "pairs").replace("td>", "th>")
                + result.changes().entrySet().stream()
                        .map(change -> row(change.getKey(), number(change.getValue())))
                        .collect(Collectors.joining())
                + "</table>\n";
    }

    private String ranking() {
        return "<h2>Ranking overlap on recorded queries</h2>\n<p>" + escaped(result.rankingOverlap()) + "</p>\n";
    }

    private String shown() {
        if (examples.isEmpty()) {
            return "";
        }
        return "<h2>" + examples.size() + " photos, the least alike first</h2>\n"
                + "<p class=\"soft\">Third picture: the difference, six times brighter.</p>\n"
                + examples.stream().map(ReportPage::example).collect(Collectors.joining());
    }

    private static String example(Example one) {
        String measures = one.pairs().stream()
                .map(pair -> pair.size() + ": " + measured(pair))
                .collect(Collectors.joining(" &middot; "));
        return "<div class=\"example\"><code>" + escaped(one.photo()) + "</code><p class=\"soft\">" + measures
                + "</p>\n<div class=\"pictures" + (one.hasSameSides() ? "" : " two") + "\">"
                + figure("<img alt=\"old\" src=\"" + one.old().uri() + "\">", "old: " + told(one.old()))
                + figure("<img alt=\"new\" src=\"" + one.now().uri() + "\">", "new: " + told(one.now()))
                + (one.hasSameSides() ? difference(one) : "") + "</div></div>\n";
    }

    private static String difference(Example one) {
        return figure(
                "<div class=\"difference\"><img alt=\"\" src=\"" + one.old().uri() + "\"><img alt=\"\" src=\""
                        + one.now().uri() + "\"></div>",
                "difference");
    }

    private static String measured(Pair pair) {
        return pair.quality()
                .map(Quality::psnr)
                .map(ReportPage::decibels)
                .orElse(pair.hasSameSides() ? "too small to measure" : "other sides");
    }

    private static String told(Example.Picture picture) {
        return escaped(picture.side().kind()) + ", " + kilobytes(picture.side().bytes(), 1) + " KB";
    }

    private static String figure(String picture, String caption) {
        return "<figure>" + picture + "<figcaption>" + caption + "</figcaption></figure>";
    }

    private static String tile(String value, String caption) {
        return "<div class=\"tile\"><b>" + value + "</b><span>" + caption + "</span></div>";
    }

    private static String row(String... cells) {
        StringBuilder row = new StringBuilder("<tr>");
        for (String cell : cells) {
            row.append("<td>").append(escaped(cell)).append("</td>");
        }
        return row.append("</tr>\n").toString();
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** Pictures that are equal have none, or one without end. */
    private static String decibels(double value) {
        return value > 99 ? "equal" : String.format(Locale.ROOT, "%.1f dB", value);
    }

    private static String share(double value) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * value);
    }

    private static String kilobytes(long bytes, long pairs) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1024.0 / Math.max(1, pairs));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String style() throws IOException {
        try (InputStream css = ReportPage.class.getResourceAsStream("report.css")) {
            return new String(
                    Objects.requireNonNull(css, "report.css is missing").readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
