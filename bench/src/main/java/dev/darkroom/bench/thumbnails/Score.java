package dev.darkroom.bench.thumbnails;

import dev.darkroom.imaging.quality.Quality;
import java.util.List;

/**
 * What one contender did with one photo.
 *
 * @param millis processor time for all four thumbnails: the least of all turns
 * @param qualities of each size, largest first; none for who resamples nothing
 * @param sides of each size, as {@code 1200x900}
 */
record Score(double millis, List<Quality> qualities, List<String> sides) {
    Score {
        qualities = List.copyOf(qualities);
        sides = List.copyOf(sides);
    }

    /** The same pictures, in {@code processorMillis}. */
    Score taking(double processorMillis) {
        return new Score(processorMillis, qualities, sides);
    }

    double largestDecibels() {
        return qualities.get(0).psnr();
    }

    /** The worst of all sizes but the largest. */
    double smallDecibels() {
        return qualities.stream().skip(1).mapToDouble(Quality::psnr).min().orElseThrow();
    }

    double worstSsim() {
        return qualities.stream().mapToDouble(Quality::ssim).min().orElseThrow();
    }
}
