package dev.darkroom.bench.thumbnails;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.imaging.format.HeaderReader;
import dev.darkroom.imaging.rendition.Crop;
import dev.darkroom.imaging.rendition.Output;
import dev.darkroom.imaging.rendition.Renderer;
import dev.darkroom.imaging.rendition.RenditionDeveloper;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.imageio.ImageIO;
import net.coobird.thumbnailator.Thumbnails;

/**
 * Many unlike files for one process: the folder's smaller files in whatever format they are, and of its JPEGs copies in all
 * formats that can be written here, no two of the same size; every tenth broken off or damaged. Always the same ones.
 */
final class MixedPhotos {
    private static final List<String> FORMATS = List.of("jpeg", "png", "webp", "avif", "gif", "tiff", "bmp");
    private static final int MADE = 210;
    private static final int SMALLEST = 160;
    private static final int STEP = 4;
    private static final int MOST_TAKEN = 100;
    private static final long MOST_BYTES = 300_000;
    private static final int QUALITY = 80;

    private final Random random = new Random(1);
    private final Path folder;
    private final List<Path> mixed = new ArrayList<>();

    private MixedPhotos(Path folder) {
        this.folder = folder;
    }

    /** Files to send round and round; new ones are put into {@code folder}. */
    static List<Path> of(List<Path> files, Path folder) throws IOException {
        MixedPhotos photos = new MixedPhotos(Files.createDirectories(folder));
        photos.takeSmall(files);
        photos.make(files.stream().filter(MixedPhotos::isJpeg).toList());
        photos.breakSome();
        Collections.shuffle(photos.mixed, photos.random);
        return List.copyOf(photos.mixed);
    }

    static boolean isJpeg(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".jpg");
    }

    private void takeSmall(List<Path> files) throws IOException {
        for (Path file : files) {
            if (mixed.size() < MOST_TAKEN && Files.size(file) <= MOST_BYTES) {
                mixed.add(file);
            }
        }
    }

    private void make(List<Path> jpegs) throws IOException {
        List<BufferedImage> pictures = new ArrayList<>();
        for (Path jpeg : jpegs.subList(0, Math.min(jpegs.size(), FORMATS.size() + 1))) {
            pictures.add(Thumbnails.of(jpeg.toFile())
                    .size(SMALLEST + STEP * MADE, SMALLEST + STEP * MADE)
                    .asBufferedImage());
        }
        for (int i = 0; i < MADE && !pictures.isEmpty(); i++) {
            int side = SMALLEST + STEP * i;
            BufferedImage picture = Thumbnails.of(pictures.get(i % pictures.size()))
                    .size(side, side)
                    .asBufferedImage();
            String format = FORMATS.get(i % FORMATS.size());
            write(i + "." + format, file(picture, side, format));
        }
    }

    private static byte[] file(BufferedImage picture, int side, String format) throws IOException {
        boolean modern = format.equals("webp") || format.equals("avif");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(picture, modern ? "png" : format, out);
        if (!modern) {
            return out.toByteArray();
        }
        Output output = new Output(side, format.equals("webp") ? ImageFormat.WEBP : ImageFormat.AVIF, QUALITY);
        RenditionRecipe recipe = new RenditionRecipe(List.of(output), Crop.NONE, RenditionRecipe.WHITE);
        try {
            return new RenditionDeveloper(Renderer.load(), recipe)
                    .develop(out.toByteArray(), HeaderReader.read(out.toByteArray()))
                    .files()
                    .get(0)
                    .bytes();
        } catch (RejectedException e) {
            throw new IOException("No " + format + " can be made: " + e.getMessage(), e);
        }
    }

    /** By turns without the last third, and with some bytes changed. */
    private void breakSome() throws IOException {
        List<Path> whole = List.copyOf(mixed);
        for (int i = 0; i < whole.size(); i += 10) {
            byte[] bytes = Files.readAllBytes(whole.get(i));
            if (i % 20 == 0) {
                bytes = Arrays.copyOf(bytes, bytes.length / 3 * 2);
            } else {
                for (int flips = 0; flips < 20 && bytes.length > 0; flips++) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            write("broken-" + i, bytes);
        }
    }

    private void write(String name, byte[] bytes) throws IOException {
        if (bytes.length > 0) {
            mixed.add(Files.write(folder.resolve(name), bytes));
        }
    }
}
