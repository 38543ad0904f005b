package dev.darkroom.bench.thumbnails;

import java.util.Map;

/**
 * What a slot, which is one worker of the sandbox, has resident.
 *
 * @param peaks by photo
 */
record SlotsFinding(Map<String, Peak> peaks) implements Finding {
    /**
     * MB of one worker.
     *
     * @param before when it is ready, before it has seen a photo
     * @param most while it developed this one, over and over
     */
    record Peak(long before, long most) {}

    @Override
    public String text() {
        Table table = new Table("Memory of one slot", "MB when ready", "MB at most");
        peaks.forEach((photo, peak) -> table.row(photo, Long.toString(peak.before), Long.toString(peak.most)));
        return table.text();
    }
}
