package dev.darkroom.imaging.doctor;

import java.util.List;
import java.util.Locale;

/** The checks, as a table for a person or as JSON for a program. */
record Report(List<Check> checks) {
    Report {
        checks = List.copyOf(checks);
    }

    /** Whether nothing is missing; warnings do not count. */
    boolean isWhole() {
        return checks.stream().noneMatch(check -> check.status() == Check.Status.MISSING);
    }

    String text() {
        StringBuilder out = new StringBuilder();
        String group = "";
        for (Check check : checks) {
            if (!check.group().equals(group)) {
                group = check.group();
                out.append(group).append('\n');
            }
            out.append(String.format(
                    Locale.ROOT, "  %-8s %-17s %s%n", check.status().code(), check.name(), check.found()));
            if (!check.remedy().isEmpty()) {
                out.append("           ").append(check.remedy()).append('\n');
            }
        }
        return out.append(isWhole() ? "Nothing is missing." : "Something is missing: see above.")
                .append('\n')
                .toString();
    }

    String json() {
        StringBuilder out = new StringBuilder("{\"ok\":").append(isWhole()).append(",\"checks\":[");
        String comma = "";
        for (Check check : checks) {
            out.append(comma).append('{');
            member(out, "group", check.group()).append(',');
            member(out, "name", check.name()).append(',');
            member(out, "status", check.status().code()).append(',');
            member(out, "found", check.found());
            if (!check.remedy().isEmpty()) {
                member(out.append(','), "remedy", check.remedy());
            }
            out.append('}');
            comma = ",";
        }
        return out.append("]}\n").toString();
    }

    private static StringBuilder member(StringBuilder out, String name, String value) {
        out.append('"').append(name).append("\":\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                default -> {
                    if (c < ' ') {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"');
    }
}
