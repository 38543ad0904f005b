package dev.darkroom.bench.thumbnails;

import java.util.Map;

/**
 * What the sandbox costs.
 *
 * @param costs by photo
 */
record SandboxFinding(Map<String, Cost> costs) implements Finding {
    /**
     * Milliseconds for everything that is derived of one photo, at the least of all turns.
     *
     * @param inside processor time in the process that wants the photo developed
     * @param sandboxed that of it and its workers together
     * @param clockInside the same on the clock, when all of it shares one processor
     */
    record Cost(double inside, double sandboxed, double clockInside, double clockSandboxed) {
        static Cost of(Turn inside, Turn sandboxed) {
            return new Cost(inside.processor(), sandboxed.processor(), inside.clock(), sandboxed.clock());
        }

        double ratio() {
            return inside / sandboxed;
        }
    }

    @Override
    public String text() {
        Table table = new Table("Sandbox off and on", "off, processor ms", "on", "ratio", "ratio on the clock");
        costs.forEach((photo, cost) -> table.row(
                photo,
                Table.number(cost.inside, 1),
                Table.number(cost.sandboxed, 1),
                Table.number(cost.ratio(), 3),
                Table.number(cost.clockInside / cost.clockSandboxed, 3)));
        return table.text();
    }

    @Override
    public Map<String, String> figures() {
        double worst = costs.values().stream().mapToDouble(Cost::ratio).min().orElseThrow();
        return Map.of("sandbox_ratio", Table.number(worst, 2));
    }
}
