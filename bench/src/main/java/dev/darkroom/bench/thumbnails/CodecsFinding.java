package dev.darkroom.bench.thumbnails;

import java.util.Map;

/**
 * Decoding alone.
 *
 * @param millis processor time, by file, then by who decodes it
 * @param absent who did not take part, and why
 */
record CodecsFinding(Map<String, Map<String, Double>> millis, Map<String, String> absent) implements Finding {
    @Override
    public String text() {
        StringBuilder text = new StringBuilder();
        Table table = new Table("Decoding HEIC and AVIF", "by", "processor ms");
        millis.forEach((file, row) -> row.forEach((who, took) -> table.row(file, who, Table.number(took, 1))));
        text.append(table.text());
        absent.forEach((name, reason) -> text.append(Table.sentence("Absent: %s, because: %s", name, reason)));
        return text.toString();
    }
}
