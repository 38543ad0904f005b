package dev.darkroom.local.bench;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What a client saw of an upgrade.
 *
 * @param done what was done before, in a few words
 * @param seconds that it took
 * @param mixed answers with more than one version
 * @param examples of errors and mixed answers
 * @param flips seconds from the request until the last answer by the version that was left
 * @param rollbacks the same, back to the old one
 */
public record UpgradeReport(
        String done,
        int photos,
        double seconds,
        long answers,
        long errors,
        long mixed,
        List<String> examples,
        List<Double> flips,
        List<Double> rollbacks) {
    public UpgradeReport {
        examples = List.copyOf(examples);
        flips = List.copyOf(flips);
        rollbacks = List.copyOf(rollbacks);
    }

    /** What {@code viewer} has seen until now. */
    static UpgradeReport of(String done, int photos, double seconds, Viewer viewer, BackAndForth times) {
        return new UpgradeReport(
                done,
                photos,
                seconds,
                viewer.answers(),
                viewer.errors(),
                viewer.mixed(),
                viewer.examples(),
                times.flips(),
                times.rollbacks());
    }

    /** No error and no mixed answer. */
    public boolean isUnnoticed() {
        return errors == 0 && mixed == 0;
    }

    /** As Markdown. */
    public String table() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s in %.0f s; a client had %d answers meanwhile and afterwards, %d errors, %d mixed ones.%n",
                done,
                seconds,
                answers,
                errors,
                mixed));
        examples.forEach(example -> text.append("  ").append(example).append(System.lineSeparator()));
        text.append(String.format("%n| until nobody sees the version that was left, s | times | least | most |%n"));
        text.append(String.format("|---|---:|---:|---:|%n"));
        row(text, "flip", flips);
        row(text, "rollback", rollbacks);
        return text.toString();
    }

    /** For programs; of flips and rollbacks the slowest. */
    public String json() {
        return String.format(
                Locale.ROOT,
                "{\"photos\":%d,\"errors\":%d,\"mixed\":%d,\"flip_s\":%.1f,\"rollback_s\":%.1f}",
                photos,
                errors,
                mixed,
                Collections.max(flips),
                Collections.max(rollbacks));
    }

    private static void row(StringBuilder text, String name, List<Double> seconds) {
        text.append(String.format(
                Locale.ROOT,
                "| %s | %d | %.1f | %.1f |%n",
                name,
                seconds.size(),
                Collections.min(seconds),
                Collections.max(seconds)));
    }
}
