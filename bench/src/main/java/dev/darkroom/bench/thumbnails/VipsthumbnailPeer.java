package dev.darkroom.bench.thumbnails;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command of libvips, once for each size, through files in memory when there is such a directory. */
final class VipsthumbnailPeer implements Thumbnailer {
    private final Path folder;

    VipsthumbnailPeer() throws IOException {
        Path memory = Path.of("/dev/shm");
        folder = Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "vipsthumbnail")
                : Files.createTempDirectory("vipsthumbnail");
    }

    @Override
    public List<byte[]> thumbnails(byte[] photo, int quality) throws IOException, InterruptedException {
        Path original = folder.resolve("photo.jpg");
        Files.write(original, photo);
        List<byte[]> files = new ArrayList<>();
        for (int size : SIZES) {
            Path file = folder.resolve(size + ".jpg");
            String output = file + "[Q=" + quality + ",strip,subsample-mode=on,optimize-coding]";
            Process process = new ProcessBuilder(
                            "vipsthumbnail", original.toString(), "--size", size + "x" + size + ">", "-o", output)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor() != 0) {
                throw new IOException("vipsthumbnail ended with " + process.exitValue());
            }
            files.add(Files.readAllBytes(file));
            Files.delete(file);
        }
        Files.delete(original);
        return files;
    }
}
