package dev.darkroom.bench.thumbnails;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Lets contenders take turns with one photo, so that all of them meet the same machine. */
final class Turns {
    static final int QUALITY = 80;

    private static final int PHOTOS_AT_ONCE = 2;

    private Turns() {}

    /** The least that each of them took. */
    static Map<Contender, Turn> least(Map<Contender, Peer> peers, Path photo, Effort effort) throws IOException {
        Map<Contender, Integer> counts = new LinkedHashMap<>();
        for (Map.Entry<Contender, Peer> entry : peers.entrySet()) {
            double millis = warmUp(entry.getValue(), photo, effort.warmUpMillis());
            counts.put(entry.getKey(), (int) Math.max(2, effort.turnMillis() / Math.max(1, millis)));
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

    /** Works for so long, by processor time: a small photo is many times as often needed until all is compiled. */
    private static double warmUp(Peer peer, Path photo, int processorMillis) throws IOException {
        double spent = 0;
        double millis;
        do {
            millis = peer.work(photo, PHOTOS_AT_ONCE, QUALITY, Optional.empty()).processor();
            spent += Math.max(1, millis) * PHOTOS_AT_ONCE;
        } while (spent < processorMillis);
        return millis;
    }
}
