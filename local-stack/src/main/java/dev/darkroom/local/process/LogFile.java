package dev.darkroom.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** What a component printed; the file of earlier runs is kept once when it has grown beyond its limit. */
public record LogFile(Path path) {
    private static final long MAX_BYTES = 16L << 20;
    private static final int TAIL_BYTES = 16 << 10;

    /** Makes room for a new run. */
    void prepare() throws IOException {
        Files.createDirectories(path.getParent());
        if (Files.exists(path) && Files.size(path) > MAX_BYTES) {
            Files.move(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Its last lines, at most {@code maxLines}; empty when there are none. */
    public String tail(int maxLines) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long from = Math.max(0, file.length() - TAIL_BYTES);
            file.seek(from);
            byte[] bytes = new byte[(int) Math.min(TAIL_BYTES, file.length() - from)];
            file.readFully(bytes);
            String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
            StringBuilder tail = new StringBuilder();
            for (int i = Math.max(0, lines.length - maxLines - 1); i < lines.length; i++) {
                if (!lines[i].isBlank()) {
                    tail.append("  | ").append(lines[i]).append('\n');
                }
            }
            return tail.toString();
        } catch (IOException e) {
            return "";
        }
    }
}
