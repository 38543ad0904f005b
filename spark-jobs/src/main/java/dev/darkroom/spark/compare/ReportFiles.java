package dev.darkroom.spark.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.core.transform.TransformId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The two files of a report, which hold people's photos and so are for the owner of the folder alone. */
record ReportFiles(Path page, Path json) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    static ReportFiles in(Path folder, TransformId transform, Instant at) {
        String name = "compare-" + transform.slug() + "-" + TIME.format(at);
        Path absolute = folder.toAbsolutePath().normalize();
        return new ReportFiles(absolute.resolve(name + ".html"), absolute.resolve(name + ".json"));
    }

    void write(CompareResult result, String html) throws IOException {
        Files.createDirectories(page.getParent());
        write(json, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(result));
        write(page, html);
    }

    private static void write(Path file, String text) throws IOException {
        Path fresh = Files.createTempFile(
                file.getParent(),
                ".report",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
