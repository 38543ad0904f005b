package dev.darkroom.bench.thumbnails;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.sun.jna.Memory;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.imaging.format.HeaderReader;
import dev.darkroom.imaging.format.ImageHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Chooses photographs of about 12 megapixels, and joins them to some of 24. */
final class BenchPhotos {
    private static final long LEAST_PIXELS = 11_500_000;
    private static final long MOST_PIXELS = 13_500_000;
    private static final int CHOSEN = 2;
    private static final int WIDTH = 6000;
    private static final int HEIGHT = 4000;
    private static final int QUALITY = 92;

    private BenchPhotos() {}

    /**
     * All that are measured.
     *
     * @throws IOException with what is needed, when there are not enough photographs
     */
    static List<BenchPhoto> choose(List<Path> files, Path folder) throws IOException {
        List<BenchPhoto> chosen = new ArrayList<>();
        List<byte[]> bytes = new ArrayList<>();
        for (Path file : largestFirst(files)) {
            Optional<ImageHeader> header = header(file);
            if (chosen.size() < CHOSEN && header.map(BenchPhotos::fits).orElse(false)) {
                bytes.add(Files.readAllBytes(file));
                ImageHeader found = header.get();
                String name = String.format(
                        Locale.ROOT, "12 MP, %dx%d, %.1f MB", found.width(), found.height(), Files.size(file) / 1e6);
                chosen.add(new BenchPhoto(name, file, orientation(file)));
            }
        }
        if (chosen.size() < CHOSEN) {
            throw new IOException("This bench needs " + CHOSEN + " JPEG photographs of 12 megapixels and found "
                    + chosen.size() + ". Name a folder with some: ./darkroom bench thumbnails ~/Pictures");
        }
        chosen.add(joined("24 MP, 4:2:0", bytes, TurboJpeg.S420, folder.resolve("24-420.jpg")));
        chosen.add(joined("24 MP, 4:4:4", bytes, TurboJpeg.S444, folder.resolve("24-444.jpg")));
        return chosen;
    }

    /** Little but its own bytes decides what a photo costs. */
    private static List<Path> largestFirst(List<Path> files) {
        return files.stream()
                .sorted(Comparator.comparing((Path file) -> file.toFile().length())
                        .reversed())
                .toList();
    }

    private static Optional<ImageHeader> header(Path file) throws IOException {
        try {
            return Optional.of(HeaderReader.read(Files.readAllBytes(file)));
        } catch (RejectedException e) {
            return Optional.empty();
        }
    }

    private static boolean fits(ImageHeader header) {
        return header.format() == ImageFormat.JPEG
                && !header.progressive()
                && header.pixels() >= LEAST_PIXELS
                && header.pixels() <= MOST_PIXELS;
    }

    private static int orientation(Path file) throws IOException {
        try {
            ExifIFD0Directory exif =
                    ImageMetadataReader.readMetadata(file.toFile()).getFirstDirectoryOfType(ExifIFD0Directory.class);
            Integer value = exif == null ? null : exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
            return value == null || value < 1 || value > 8 ? 1 : value;
        } catch (ImageProcessingException e) {
            return 1;
        }
    }

    /** Four quarters, pixel by pixel from the photographs in turn. */
    private static BenchPhoto joined(String name, List<byte[]> photos, int subsampling, Path file) throws IOException {
        TurboJpeg turbo = new TurboJpeg();
        Memory all = new Memory(3L * WIDTH * HEIGHT);
        for (int quarter = 0; quarter < 4; quarter++) {
            try (Memory jpeg = TurboJpeg.memory(photos.get((quarter + quarter / 2) % photos.size()))) {
                TurboJpeg.Rgb from = turbo.decode(jpeg, 1, new Memory(1));
                copy(from, all, quarter % 2 * (WIDTH / 2), quarter / 2 * (HEIGHT / 2));
            }
        }
        byte[] jpeg = turbo.encode(new TurboJpeg.Rgb(all, WIDTH, HEIGHT), QUALITY, subsampling);
        Files.write(file, jpeg);
        String described = String.format(Locale.ROOT, "%s, %dx%d, %.1f MB", name, WIDTH, HEIGHT, jpeg.length / 1e6);
        return new BenchPhoto(described, file, 1);
    }

    /** Photographs narrower or lower than a quarter are repeated. */
    private static void copy(TurboJpeg.Rgb from, Memory to, int left, int top) {
        for (int y = 0; y < HEIGHT / 2; y++) {
            for (int x = 0; x < WIDTH / 2; x += from.width()) {
                int width = Math.min(from.width(), WIDTH / 2 - x);
                byte[] row = from.pixels().getByteArray(3L * (y % from.height()) * from.width(), 3 * width);
                to.write(3L * ((long) (top + y) * WIDTH + left + x), row, 0, row.length);
            }
        }
    }

    /** All files in a folder, or the one that is named; in a stable order. */
    static List<Path> under(Path place) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
