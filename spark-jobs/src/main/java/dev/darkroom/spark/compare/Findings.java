package dev.darkroom.spark.compare;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.darkroom.imaging.quality.Quality;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What pairs of renditions say together.
 *
 * @param pairs how many there are
 * @param psnr decibels, of those of equal sides, which alone can be measured
 * @param savedShare of the bytes, less than 0 when the new ones are larger
 */
public record Findings(
        @JsonProperty("pairs") long pairs,
        @JsonProperty("psnr") Spread psnr,
        @JsonProperty("ssim") Spread ssim,
        @JsonProperty("old_bytes") long oldBytes,
        @JsonProperty("new_bytes") long newBytes,
        @JsonProperty("saved_share") double savedShare) {
    static Findings of(Collection<Pair> pairs) {
        List<Quality> qualities =
                pairs.stream().flatMap(pair -> pair.quality().stream()).toList();
        long before = pairs.stream().mapToLong(pair -> pair.old().bytes()).sum();
        long after = pairs.stream().mapToLong(pair -> pair.now().bytes()).sum();
        return new Findings(
                pairs.size(),
                Spread.of(qualities.stream().map(Quality::psnr).toList()),
                Spread.of(qualities.stream().map(Quality::ssim).toList()),
                before,
                after,
                before == 0 ? 0 : 1 - (double) after / before);
    }

    /** The same for each size, largest first. */
    static Map<Integer, Findings> bySize(Collection<Pair> pairs) {
        Map<Integer, Findings> sizes = new TreeMap<>((a, b) -> Integer.compare(b, a));
        pairs.stream().collect(Collectors.groupingBy(Pair::size)).forEach((size, those) -> sizes.put(size, of(those)));
        return sizes;
    }

    /** How many pairs differ in format, and how many in sides. */
    static Map<String, Long> changes(Collection<Pair> pairs) {
        Map<String, Long> changes = new TreeMap<>();
        for (Pair pair : pairs) {
            if (!pair.old().format().equals(pair.now().format())) {
                changes.merge(
                        "format " + pair.old().format() + " -> " + pair.now().format(), 1L, Long::sum);
            }
            if (!pair.hasSameSides()) {
                changes.merge("other sides in pixels", 1L, Long::sum);
            }
        }
        return changes;
    }
}
