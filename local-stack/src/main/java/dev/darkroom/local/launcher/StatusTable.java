package dev.darkroom.local.launcher;

import dev.darkroom.local.stack.ComponentStatus;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The state of the components as a table for people. */
final class StatusTable {

    private StatusTable() {}

    static String of(List<ComponentStatus> all, Set<String> names) {
        StringBuilder table = new StringBuilder(line("component", "pid", "health", "rss MB", "address"));
        long total = 0;
        for (ComponentStatus status : all) {
            if (names.contains(status.name())) {
                total += status.residentBytes();
                table.append(line(
                        status.name(),
                        status.pid().isPresent() ? Long.toString(status.pid().getAsLong()) : "-",
                        status.health().toString(),
                        Long.toString(status.residentBytes() >> 20),
                        status.address()));
            }
        }
        return table.append(line("total", "", "", Long.toString(total >> 20), ""))
                .toString();
    }

    private static String line(String name, String pid, String health, String megabytes, String address) {
        return String.format(Locale.ROOT, "%-14s %-8s %-12s %8s  %s", name, pid, health, megabytes, address)
                        .stripTrailing()
                + System.lineSeparator();
    }
}
