package dev.darkroom.bench.thumbnails;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.coobird.thumbnailator.Thumbnails;

/** ImageIO decodes, Thumbnailator resizes, each size from the one above: the best that both can do. */
final class ThumbnailatorPeer implements Thumbnailer {
    @Override
    public List<byte[]> thumbnails(byte[] photo, int quality) throws IOException {
        List<byte[]> files = new ArrayList<>();
        BufferedImage image = Thumbnails.of(new ByteArrayInputStream(photo))
                .size(SIZES.get(0), SIZES.get(0))
                .asBufferedImage();
        for (int size : SIZES) {
            image = size == SIZES.get(0)
                    ? image
                    : Thumbnails.of(image).size(size, size).asBufferedImage();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Thumbnails.of(image)
                    .scale(1)
                    .outputFormat("jpg")
                    .outputQuality(quality / 100.0)
                    .toOutputStream(out);
            files.add(out.toByteArray());
        }
        return files;
    }
}
