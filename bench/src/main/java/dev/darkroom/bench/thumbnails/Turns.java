package dev.darkroom.bench.thumbnails;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Lets contenders take turns with one photo, so that all of them meet the same machine. */
final class Turns {
    static final int QUALITY = 80;

    private Turns() {}

    /** The least that each of them took. */
    static Map<Contender, Turn> least(Map<Contender, Peer> peers, Path photo, Effort effort) throws IOException {
        Map<Contender, Integer> counts = new LinkedHashMap<>();
        for (Map.Entry<Contender, Peer> entry : peers.entrySet()) {
            Turn first = entry.getValue().work(photo, 2, QUALITY, Optional.empty());
            int warmUp = (int) Math.min(effort.warmUp(), effort.warmUpMillis() / first.processor());
            entry.getValue().work(photo, Math.max(2, warmUp), QUALITY, Optional.empty());
            double roughly = entry.getValue()
                    .work(photo, Math.max(1, Math.min(5, warmUp)), QUALITY, Optional.empty())
                    .processor();
            counts.put(entry.getKey(), (int) Math.max(2, effort.turnMillis() / Math.max(1, roughly)));
        }
        Map<Contender, Turn> least = new LinkedHashMap<>();
        for (int round = 0; round < effort.rounds(); round++) {
            for (Map.Entry<Contender, Peer> entry : peers.entrySet()) {
                Turn turn = entry.getValue().work(photo, counts.get(entry.getKey()), QUALITY, Optional.empty());
                least.merge(entry.getKey(), turn, Turn::least);
            }
        }
        return least;
    }
}
