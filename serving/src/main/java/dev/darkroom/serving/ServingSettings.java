package dev.darkroom.serving;

import dev.darkroom.core.port.RankWeight;
import java.util.Map;

/**
 * How this process answers, where that is a matter of choice.
 *
 * @param delivery who sends the bytes of files, when a request does not say
 * @param rankWeight how much static ranks count in searches
 */
record ServingSettings(Delivery delivery, RankWeight rankWeight) {
    /** What goes without saying. */
    static final ServingSettings DEFAULT = new ServingSettings(Delivery.STREAM, RankWeight.DEFAULT);

    /**
     * Reads {@code DARKROOM_DELIVERY} and {@code DARKROOM_RANK_WEIGHT}.
     *
     * @throws IllegalArgumentException when one cannot be used; the message is for the person who starts the process
     */
    static ServingSettings from(Map<String, String> environment) {
        return new ServingSettings(
                Delivery.of(environment.getOrDefault("DARKROOM_DELIVERY", "stream")), RankWeight.from(environment));
    }
}
