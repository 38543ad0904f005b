package dev.darkroom.imaging.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.imaging.Bytes;
import dev.darkroom.imaging.Pictures;
import dev.darkroom.imaging.Samples;
import dev.darkroom.imaging.SharedData;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LimitsTest {
    @Test
    void refusesAPngOf20000By20000FromItsHeaderAlone() throws RejectedException {
        ImageHeader header = HeaderReader.read(Headers.png(20_000, 20_000, 0));
        assertThatThrownBy(() -> Limits.DEFAULT.check(header, 1_200_000))
                .isInstanceOf(RejectedException.class)
                .hasMessage("Photo exceeds max-pixels of a png: 400000000 > 100000000 (20000x20000)");
    }

    @Test
    void refusesABombOfEveryFormat() {
        assertThat(refusal(Headers.jpeg(0xc0, 11_000, 11_000))).contains(Reason.TOO_MANY_PIXELS);
        assertThat(refusal(Headers.jpeg(0xc2, 7000, 6000))).contains(Reason.TOO_MANY_PIXELS);
        assertThat(refusal(Headers.png(7000, 6000, 1))).contains(Reason.TOO_MANY_PIXELS);
        assertThat(refusal(Headers.gif(10, 10, 20_000, 20_000, false))).contains(Reason.TOO_MANY_PIXELS);
        assertThat(refusal(Headers.webpExtended(16_000, 16_000))).contains(Reason.TOO_MANY_PIXELS);
        assertThat(refusal(Headers.tiff(20_000, 20_000))).contains(Reason.TOO_MANY_PIXELS);
        assertThat(refusal(Headers.heif("avif", 20_000, 20_000))).contains(Reason.TOO_MANY_PIXELS);
        assertThat(refusal(Headers.tiff(4_000_000_000L, 4_000_000_000L))).contains(Reason.CORRUPT);
        assertThat(refusal(Headers.tiff(2_000_000_000, 2_000_000_000))).contains(Reason.SIDE_TOO_LONG);
        assertThat(refusal(Headers.png(30_001, 1, 0))).contains(Reason.SIDE_TOO_LONG);
    }

    @Test
    void refusesBoxesThatLieTooDeepInOneAnother() throws RejectedException {
        byte[] file = Samples.bytes("ten-bit.avif");
        ImageHeader header = HeaderReader.read(file);
        Limits.DEFAULT.check(header, file.length);
        Limits d = Limits.DEFAULT;
        Limits flat = new Limits(
                d.maxBytes(),
                d.maxSide(),
                d.maxStreamedPixels(),
                d.maxFramePixels(),
                d.maxProgressivePixels(),
                d.maxFrames(),
                d.maxProfileBytes(),
                d.maxExifBytes(),
                d.maxXmpBytes(),
                2);
        assertThat(header.contents().nesting()).isEqualTo(4);
        assertThatThrownBy(() -> flat.check(header, file.length))
                .isInstanceOf(RejectedException.class)
                .hasMessage("Photo exceeds max-nesting: 4 > 2 boxes in one another");
    }

    @Test
    void letsTheLargestAllowedPass() {
        assertThat(refusal(Headers.png(30_000, 3333, 0))).isEmpty();
        assertThat(refusal(Headers.jpeg(0xc0, 10_000, 10_000))).isEmpty();
        assertThat(refusal(Headers.jpeg(0xc2, 8000, 5000))).isEmpty();
        assertThat(refusal(Headers.heif("heic", 8064, 6048))).isEmpty();
    }

    @Test
    void refusesTooManyBytes() throws RejectedException {
        ImageHeader header = HeaderReader.read(Headers.png(10, 10, 0));
        Limits.DEFAULT.check(header, 64L << 20);
        assertThatThrownBy(() -> Limits.DEFAULT.check(header, (64L << 20) + 1))
                .isInstanceOf(RejectedException.class)
                .hasMessage("Photo exceeds max-bytes: 67108865 > 67108864");
    }

    @Test
    void refusesAnAnimationOfTenThousandFrames() throws RejectedException {
        Bytes frames = new Bytes().raw(Headers.gif(8, 8, 8, 8, false)).u8(2, 0x4c, 0x01, 0);
        for (int i = 1; i < 10_000; i++) {
            frames.u8(0x21, 0xf9, 4, 0, 0, 0, 0, 0, 0x2c)
                    .zeros(4)
                    .le16(8)
                    .le16(8)
                    .u8(0, 2, 2, 0x4c, 0x01, 0);
        }
        byte[] gif = frames.u8(0x3b).toArray();
        assertThat(HeaderReader.read(gif).contents().frames()).isEqualTo(10_000);
        assertThat(refusal(gif)).contains(Reason.TOO_MANY_FRAMES);
        Bytes chunks = new Bytes().raw(Headers.webpExtended(8, 8));
        for (int i = 0; i < 3000; i++) {
            chunks.text("ANMF").le32(0);
        }
        assertThat(refusal(chunks.toArray())).contains(Reason.TOO_MANY_FRAMES);
    }

    @Test
    void refusesMetadataThatIsLargerThanItsLimit() {
        byte[] png = Pictures.encode(Pictures.gradient(8, 8, BufferedImage.TYPE_INT_RGB), "png");
        // Ten kilobytes that unpack to ten megabytes.
        assertThat(refusal(Pictures.withProfile(png, new byte[10 << 20]))).contains(Reason.METADATA_TOO_LARGE);
        assertThat(refusal(Pictures.withProfile(png, new byte[1 << 20]))).isEmpty();
        byte[] exif = new byte[5 << 20];
        byte[] large = new Bytes()
                .raw(Arrays.copyOf(png, 33))
                .be32(exif.length)
                .text("eXIf")
                .raw(exif)
                .be32(0)
                .raw(Arrays.copyOfRange(png, 33, png.length))
                .toArray();
        assertThat(refusal(large)).contains(Reason.METADATA_TOO_LARGE);
        Bytes segments = new Bytes().u8(0xff, 0xd8);
        byte[] packet = new Bytes()
                .text("http://ns.adobe.com/xmp/extension/\0")
                .zeros(60_000)
                .toArray();
        for (int i = 0; i < 600; i++) {
            segments.u8(0xff, 0xe1).be16(packet.length + 2).raw(packet);
        }
        byte[] jpeg = Headers.jpeg(0xc0, 100, 100);
        byte[] wordy = segments.raw(Arrays.copyOfRange(jpeg, 2, jpeg.length)).toArray();
        assertThat(refusal(wordy)).contains(Reason.METADATA_TOO_LARGE);
    }

    @Test
    void aTiffWhosePagesGoInACircleIsRefused() {
        byte[] tiff = Headers.tiff(100, 100);
        // The first directory follows itself.
        tiff[tiff.length - 4] = 8;
        assertThat(refusal(tiff)).contains(Reason.TOO_MANY_FRAMES);
    }

    /** The worst that is made to last: a bound, and by far not what a photo takes. */
    @Test
    void headersOfRealPhotographsAreCheckedInLessThanAMillisecond() throws IOException, RejectedException {
        List<byte[]> files = new ArrayList<>();
        for (Path path : SharedData.files()) {
            byte[] file = Files.readAllBytes(path);
            if (FormatSniffer.sniff(file).isPresent()) {
                files.add(file);
            }
        }
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long start = System.nanoTime();
            for (byte[] file : files) {
                refusal(file);
            }
            best = Math.min(best, System.nanoTime() - start);
        }
        long perFile = best / files.size() / 1000;
        System.out.println("Header and limits of " + files.size() + " photographs: " + perFile + " us each");
        assertThat(perFile).isLessThan(1000);
    }

    private static Optional<Reason> refusal(byte[] file) {
        try {
            Limits.DEFAULT.check(HeaderReader.read(file), file.length);
            return Optional.empty();
        } catch (RejectedException e) {
            return Optional.of(e.reason());
        }
    }
}
