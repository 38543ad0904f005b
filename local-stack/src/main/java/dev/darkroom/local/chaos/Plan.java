package dev.darkroom.local.chaos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Which rounds a seed means: every work meets every victim once before any pair comes again, in an order by chance. */
final class Plan {
    /** Before that, the JVM has not come to the job's own code. */
    private static final double EARLIEST = 0.1;

    private Plan() {}

    static List<Round> of(long seed, int rounds, Collection<Work> works) {
        if (works.isEmpty()) {
            throw new IllegalArgumentException("there must be something to disturb");
        }
        Random random = new Random(seed);
        List<Round> plan = new ArrayList<>();
        List<Round> deck = new ArrayList<>();
        for (int number = 1; number <= rounds; number++) {
            if (deck.isEmpty()) {
                deck.addAll(pairs(works));
                Collections.shuffle(deck, random);
            }
            Round pair = deck.remove(deck.size() - 1);
            double moment = EARLIEST + random.nextDouble() * (1 - EARLIEST);
            plan.add(new Round(number, pair.work(), pair.victim(), moment));
        }
        return plan;
    }

    private static List<Round> pairs(Collection<Work> works) {
        List<Round> pairs = new ArrayList<>();
        for (Work work : works.stream().distinct().sorted().toList()) {
            for (Victim victim : Victim.values()) {
                if (work.has(victim)) {
                    pairs.add(new Round(0, work, victim, 0));
                }
            }
        }
        return pairs;
    }
}
