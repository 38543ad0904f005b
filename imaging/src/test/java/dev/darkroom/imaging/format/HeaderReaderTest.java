package dev.darkroom.imaging.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.imaging.Bytes;
import dev.darkroom.imaging.SharedData;
import dev.darkroom.imaging.vips.Vips;
import dev.darkroom.imaging.vips.VipsException;
import dev.darkroom.imaging.vips.VipsImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HeaderReaderTest {
    private static final List<byte[]> ONE_OF_EACH = List.of(
            Headers.jpeg(0xc0, 4000, 3000),
            Headers.png(4000, 3000, 0),
            Headers.gif(400, 300, 400, 300, false),
            Headers.webpLossy(4000, 3000),
            Headers.webpLossless(4000, 3000),
            Headers.webpExtended(4000, 3000),
            Headers.tiff(4000, 3000),
            Headers.bigTiff(4000, 3000),
            Headers.heif("heic", 4000, 3000),
            Headers.heif("avif", 4000, 3000),
            Headers.bmp(4000, 3000),
            Headers.jxl());

    @TempDir
    Path directory;

    @Test
    void readsTheSidesOfEveryFormat() throws RejectedException {
        assertHeader(Headers.jpeg(0xc0, 4000, 3000), ImageFormat.JPEG, 4000, 3000, false);
        assertHeader(Headers.jpeg(0xc2, 4000, 3000), ImageFormat.JPEG, 4000, 3000, true);
        assertHeader(Headers.png(20_000, 20_001, 0), ImageFormat.PNG, 20_000, 20_001, false);
        assertHeader(Headers.png(20, 30, 1), ImageFormat.PNG, 20, 30, true);
        assertHeader(Headers.gif(400, 300, 400, 300, true), ImageFormat.GIF, 400, 300, true);
        assertHeader(Headers.webpLossy(4000, 3000), ImageFormat.WEBP, 4000, 3000, false);
        assertHeader(Headers.webpLossless(4000, 3000), ImageFormat.WEBP, 4000, 3000, false);
        assertHeader(Headers.webpExtended(16_000, 70_000), ImageFormat.WEBP, 16_000, 70_000, false);
        assertHeader(Headers.tiff(100_000, 3), ImageFormat.TIFF, 100_000, 3, false);
        assertHeader(Headers.bigTiff(4000, 3000), ImageFormat.TIFF, 4000, 3000, false);
        assertHeader(Headers.heif("heic", 4032, 3024), ImageFormat.HEIC, 4032, 3024, false);
        assertHeader(Headers.heif("avif", 4032, 3024), ImageFormat.AVIF, 4032, 3024, false);
        assertHeader(Headers.bmp(640, -480), ImageFormat.BMP, 640, 480, false);
        assertHeader(Headers.jxl(), ImageFormat.JXL, 1000, 2000, false);
    }

    private static void assertHeader(byte[] file, ImageFormat format, int width, int height, boolean progressive)
            throws RejectedException {
        ImageHeader found = HeaderReader.read(file);
        assertThat(found.with(Contents.PICTURE_ONLY)).isEqualTo(new ImageHeader(format, width, height, progressive));
        assertThat(found.contents().frames()).isEqualTo(1);
    }

    @Test
    void countsAGifFrameThatIsLargerThanItsScreen() throws RejectedException {
        assertHeader(Headers.gif(1, 1, 60_000, 50_000, false), ImageFormat.GIF, 60_000, 50_000, false);
    }

    @Test
    void readsAFileAsItReadsMemory() throws IOException, RejectedException {
        for (byte[] file : ONE_OF_EACH) {
            Path path = Files.write(directory.resolve("image"), file);
            try (SeekableByteChannel channel = Files.newByteChannel(path)) {
                assertThat(HeaderReader.read(channel)).isEqualTo(HeaderReader.read(file));
            }
        }
    }

    @Test
    void readsOnlyTheWindowsItNeedsOfALargeFile() throws IOException, RejectedException {
        Path path = Files.write(directory.resolve("large.jpg"), Headers.jpeg(0xc0, 4000, 3000));
        try (SeekableByteChannel file = Files.newByteChannel(path, StandardOpenOption.WRITE)) {
            file.position(60L << 20);
            file.write(ByteBuffer.wrap(new byte[] {1}));
        }
        try (CountingChannel channel = new CountingChannel(Files.newByteChannel(path))) {
            assertThat(HeaderReader.read(channel).width()).isEqualTo(4000);
            assertThat(channel.bytesRead()).isLessThanOrEqualTo(8192);
        }
    }

    @Test
    void aCutHeaderIsTruncatedWhereverItIsCut() {
        for (byte[] file : ONE_OF_EACH) {
            ImageFormat format = FormatSniffer.sniff(file).orElseThrow();
            for (int length = 0; length < file.length; length++) {
                byte[] cut = Arrays.copyOf(file, length);
                Optional<Reason> reason = rejection(cut);
                if (FormatSniffer.sniff(cut).isEmpty()) {
                    assertThat(reason).contains(Reason.UNSUPPORTED_FORMAT);
                } else if (reason.isPresent()) {
                    assertThat(reason.get()).as("%s cut at %d", format, length).isIn(Reason.TRUNCATED, Reason.CORRUPT);
                }
            }
        }
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(rejection(new byte[0])).contains(Reason.UNSUPPORTED_FORMAT);
        assertThat(rejection("hello, this is text".getBytes(StandardCharsets.UTF_8)))
                .contains(Reason.UNSUPPORTED_FORMAT);
        assertThat(rejection("BMW is no bitmap, whatever it begins with".getBytes(StandardCharsets.UTF_8)))
                .contains(Reason.UNSUPPORTED_FORMAT);
        assertThat(rejection(Arrays.copyOf(Headers.png(10, 10, 0), 20))).contains(Reason.TRUNCATED);
        assertThat(rejection(Headers.png(0, 10, 0))).contains(Reason.CORRUPT);
        assertThat(rejection(Headers.png(0xffffffffL, 10, 0))).contains(Reason.CORRUPT);
        assertThat(rejection(Headers.tiff(0, 0))).contains(Reason.CORRUPT);
        assertThat(rejection(Headers.dng())).contains(Reason.UNSUPPORTED_FORMAT);
        byte[] scanFirst =
                new Bytes().u8(0xff, 0xd8, 0xff, 0xda).be16(8).zeros(100).toArray();
        assertThat(rejection(scanFirst)).contains(Reason.CORRUPT);
    }

    @Test
    void endsSoonOnFilesMadeToKeepItBusy() {
        Bytes segments = new Bytes().u8(0xff, 0xd8);
        for (int i = 0; i < 1_000_000; i++) {
            segments.u8(0xff, 0xe0, 0, 2);
        }
        assertThat(rejection(segments.toArray())).contains(Reason.CORRUPT);
        Bytes fill = new Bytes().u8(0xff, 0xd8);
        for (int i = 0; i < 1_000_000; i++) {
            fill.u8(0xff);
        }
        assertThat(rejection(fill.toArray())).contains(Reason.CORRUPT);
        Bytes boxes = new Bytes().box("ftyp", new Bytes().text("heic").be32(0));
        for (int i = 0; i < 1_000_000; i++) {
            boxes.be32(8).text("free");
        }
        assertThat(rejection(boxes.toArray())).contains(Reason.CORRUPT);
    }

    @Test
    void neverFailsInAnotherWayOnDamagedHeaders() {
        Random random = new Random(7);
        for (byte[] file : ONE_OF_EACH) {
            for (int round = 0; round < 3000; round++) {
                byte[] damaged = Arrays.copyOf(file, 1 + random.nextInt(file.length + 20));
                for (int i = random.nextInt(6); i > 0; i--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                }
                rejection(damaged);
            }
        }
    }

    @Test
    void agreesWithTheDecoderOnRealPhotographs() throws IOException, RejectedException, VipsException {
        Vips vips = Vips.load();
        int compared = 0;
        for (Path path : SharedData.files()) {
            byte[] file = Files.readAllBytes(path);
            Optional<ImageFormat> format = FormatSniffer.sniff(file);
            if (format.isEmpty() || !vips.reads(format.get())) {
                continue;
            }
            try (Memory memory = new Memory(file.length)) {
                memory.write(0, file, 0, file.length);
                try (VipsImage image = vips.open(format.get(), memory, 1)) {
                    ImageHeader header = HeaderReader.read(file);
                    assertThat(List.of(header.width(), header.height()))
                            .as(path.toString())
                            .isEqualTo(List.of(image.width(), image.height()));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(70);
    }

    @Test
    void readsThePrimaryPictureOfAPhonesHeic() throws RejectedException {
        ImageHeader header = HeaderReader.read(SharedData.bytes("exif-samples/heic/iphone_13_pro_max.HEIC"));
        assertThat(List.of(header.width(), header.height())).isEqualTo(List.of(4032, 3024));
        assertThat(header.contents().profileBytes()).isBetween(400L, 2000L);
    }

    private static Optional<Reason> rejection(byte[] file) {
        try {
            HeaderReader.read(file);
            return Optional.empty();
        } catch (RejectedException e) {
            return Optional.of(e.reason());
        }
    }
}
