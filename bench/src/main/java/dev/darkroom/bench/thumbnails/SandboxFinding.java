package dev.darkroom.bench.thumbnails;

import java.util.Map;

/**
 * What the sandbox costs.
 *
 * @param photographs by photo; the worst of these is the figure
 * @param small of a picture so small that what is the same for all weighs most: to be seen beside them
 */
record SandboxFinding(Map<String, Cost> photographs, Map<String, Cost> small) implements Finding {
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

        private void row(Table table, String photo) {
            table.row(
                    photo,
                    Table.number(inside, 1),
                    Table.number(sandboxed, 1),
                    Table.number(ratio(), 3),
                    Table.number(clockInside / clockSandboxed, 3));
        }
    }

    @Override
    public String text() {
        Table table = new Table("Sandbox off and on", "off, processor ms", "on", "ratio", "ratio on the clock");
        photographs.forEach((photo, cost) -> cost.row(table, photo));
        small.forEach((photo, cost) -> cost.row(table, photo));
        return table.text();
    }

    @Override
    public Map<String, String> figures() {
        double worst =
                photographs.values().stream().mapToDouble(Cost::ratio).min().orElseThrow();
        return Map.of("sandbox_ratio", Table.number(worst, 2));
    }
}
