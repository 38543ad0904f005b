package dev.darkroom.core.port;

import java.util.Map;

/**
 * How much a photo's static rank counts beside the words of a search: the photo's relevance is multiplied by {@code 1 +
 * weight * rank}.
 *
 * @param value 0 (not at all) to 100
 */
public record RankWeight(double value) {
    /** The environment variable that says it. */
    public static final String KEY = "DARKROOM_RANK_WEIGHT";

    /** What a photo gains at most, half as much again, is about what a word in another field makes. */
    public static final RankWeight DEFAULT = new RankWeight(0.5);

    private static final double MAX = 100;

    public RankWeight {
        if (!(value >= 0 && value <= MAX)) {
            throw new IllegalArgumentException(KEY + " must lie in [0, 100]: " + value);
        }
    }

    /**
     * The one that {@code environment} says, usually {@code System.getenv()}, or else {@link #DEFAULT}.
     *
     * @throws IllegalArgumentException when it is no such number; the message is for the person who starts the process
     */
    public static RankWeight from(Map<String, String> environment) {
        String text = environment.getOrDefault(KEY, "").strip();
        if (text.isEmpty()) {
            return DEFAULT;
        }
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(KEY + " must be a number from 0 to 100, not: " + text, e);
        }
        return new RankWeight(value);
    }

    /** What the relevance of a photo of this rank is multiplied by. */
    public double factor(double rank) {
        return 1 + value * rank;
    }
}
