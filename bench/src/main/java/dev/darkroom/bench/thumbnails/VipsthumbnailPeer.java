package dev.darkroom.bench.thumbnails;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command of libvips, once for each size. */
final class VipsthumbnailPeer implements Thumbnailer {
    private final MemoryFolder folder = MemoryFolder.create();

    VipsthumbnailPeer() throws IOException {}

    @Override
    public List<byte[]> thumbnails(byte[] photo, int quality) throws IOException, InterruptedException {
        Path original = folder.write("photo.jpg", photo);
        List<byte[]> files = new ArrayList<>();
        for (int size : SIZES) {
            Path file = folder.path().resolve(size + ".jpg");
            String output = file + "[Q=" + quality + ",strip,subsample-mode=on,optimize-coding]";
            folder.run(List.of("vipsthumbnail", original.toString(), "--size", size + "x" + size + ">", "-o", output));
            files.add(Files.readAllBytes(file));
        }
        return files;
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
