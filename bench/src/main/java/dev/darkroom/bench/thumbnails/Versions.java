package dev.darkroom.bench.thumbnails;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.imaging.rendition.Renderer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What Darkroom and the commands of others are built on. */
final class Versions {
    private static final List<List<String>> COMMANDS = List.of(
            List.of("vipsthumbnail", "--vips-version"),
            List.of("heif-convert", "--help"),
            List.of("avifdec", "--version"));

    private Versions() {}

    /** One sentence. */
    static String text() throws IOException {
        List<String> versions = new ArrayList<>();
        for (ImageFormat format : List.of(ImageFormat.AVIF, ImageFormat.HEIC)) {
            try {
                String reader = Renderer.load().reader(format);
                versions.add("Darkroom's " + reader.replaceAll("\\(bundled: .*\\)", "(bundled)"));
            } catch (RejectedException e) {
                versions.add("Darkroom has no library for " + format.code());
            }
        }
        for (List<String> command : COMMANDS) {
            if (Contenders.isOnPath(command.get(0))) {
                versions.add(command.get(0) + ": " + said(command));
            }
        }
        return String.join("; ", versions) + ".";
    }

    private static String said(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String all = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return all.lines()
                .map(line -> line.replace(command.get(0), "").strip())
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("unknown");
    }
}
