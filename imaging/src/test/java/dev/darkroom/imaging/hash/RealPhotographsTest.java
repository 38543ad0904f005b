package dev.darkroom.imaging.hash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.imaging.Pictures;
import dev.darkroom.imaging.SharedData;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How far hashes and measures hold on photographs, all of different subjects. */
final class RealPhotographsTest {
    private static final int SIDE = 600;
    private static final List<BufferedImage> PHOTOS = new ArrayList<>();

    @BeforeAll
    static void read() {
        SharedData.files().stream()
                .map(Object::toString)
                .filter(path -> path.contains("cameras") && path.endsWith(".jpg"))
                .map(path -> path.substring(path.lastIndexOf("cameras")))
                .forEach(path -> PHOTOS.add(scaled(Pictures.decode(SharedData.bytes(path)), SIDE)));
    }

    @Test
    void aCopyIsAFewBitsAway() throws IOException {
        for (BufferedImage photo : PHOTOS) {
            long hash = hash(photo);
            assertThat(distance(hash, scaled(photo, 200)))
                    .as("a third of the size")
                    .isLessThanOrEqualTo(4);
            assertThat(distance(hash, recompressed(photo, 0.3f)))
                    .as("quality 30")
                    .isLessThanOrEqualTo(6);
            assertThat(distance(hash, toned(photo, value -> Math.min(255, value * 115 / 100))))
                    .as("brighter")
                    .isLessThanOrEqualTo(10);
            assertThat(distance(hash, toned(photo, value -> (int) (255 * Math.pow(value / 255.0, 1.25)))))
                    .as("darker by its gamma")
                    .isLessThanOrEqualTo(10);
        }
    }

    @Test
    void anotherPhotographIsFarAway() {
        List<Long> hashes = PHOTOS.stream().map(RealPhotographsTest::hash).toList();
        int nearest = 64;
        for (int i = 0; i < hashes.size(); i++) {
            for (int j = 0; j < i; j++) {
                nearest = Math.min(nearest, PerceptualHash.distance(hashes.get(i), hashes.get(j)));
            }
        }
        assertThat(nearest).isGreaterThanOrEqualTo(14);
    }

    @Test
    void aBlurredCopyIsLessSharp() {
        for (BufferedImage photo : PHOTOS) {
            double sharp = Sharpness.of(small(photo));
            double blurred = Sharpness.of(small(scaled(scaled(photo, 60), SIDE)));
            assertThat(blurred).isLessThan(sharp * 0.7);
        }
    }

    private static int distance(long hash, BufferedImage copy) {
        return PerceptualHash.distance(hash, hash(copy));
    }

    private static long hash(BufferedImage image) {
        return PerceptualHash.of(small(image));
    }

    /** As the smallest rendition is. */
    private static Pixels small(BufferedImage image) {
        byte[] rgb = new byte[image.getWidth() * image.getHeight() * 3];
        for (int i = 0; i < rgb.length / 3; i++) {
            int value = image.getRGB(i % image.getWidth(), i / image.getWidth());
            rgb[3 * i] = (byte) (value >> 16);
            rgb[3 * i + 1] = (byte) (value >> 8);
            rgb[3 * i + 2] = (byte) value;
        }
        return new Pixels(image.getWidth(), image.getHeight(), rgb).fitInto(150);
    }

    private static BufferedImage scaled(BufferedImage image, int longSide) {
        double factor = (double) longSide / Math.max(image.getWidth(), image.getHeight());
        int width = (int) Math.round(image.getWidth() * factor);
        int height = (int) Math.round(image.getHeight() * factor);
        BufferedImage out = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = out.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return out;
    }

    private static BufferedImage toned(BufferedImage image, IntUnaryOperator curve) {
        BufferedImage out = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int value = image.getRGB(x, y);
                out.setRGB(
                        x,
                        y,
                        curve.applyAsInt(value >> 16 & 0xff) << 16
                                | curve.applyAsInt(value >> 8 & 0xff) << 8
                                | curve.applyAsInt(value & 0xff));
            }
        }
        return out;
    }

    private static BufferedImage recompressed(BufferedImage image, float quality) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality);
        try (var sink = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(sink);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return Pictures.decode(out.toByteArray());
    }
}
