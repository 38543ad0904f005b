package dev.darkroom.imaging.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.Developed;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.imaging.Developer;
import dev.darkroom.imaging.Exif;
import dev.darkroom.imaging.Pictures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RawPreviewTest {
    private static final byte[] THUMBNAIL =
            Pictures.encode(Pictures.gradient(64, 48, BufferedImage.TYPE_INT_RGB), "jpg");
    private static final byte[] PREVIEW =
            Pictures.encode(Pictures.gradient(640, 480, BufferedImage.TYPE_INT_RGB), "jpg");
    private static final int RIGHT_SIDE_ON_TOP = 6;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(names = {"CR2", "CR3", "NEF", "ARW", "DNG", "RAF", "RW2", "ORF"})
    void theLargestPreviewIsShownUpright(ImageFormat format) throws RejectedException, IOException {
        byte[] raw = RawFiles.of(format, THUMBNAIL, preview(format), RIGHT_SIDE_ON_TOP);
        ImageHeader header = HeaderReader.read(raw);
        assertThat(header.format()).isEqualTo(format);
        assertThat(List.of(header.width(), header.height())).isEqualTo(List.of(640, 480));
        Path file = Files.write(directory.resolve("raw"), raw);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            assertThat(HeaderReader.read(channel)).isEqualTo(HeaderReader.read(raw));
        }
        Developed developed = Developer.load().apply(raw).developed();
        assertThat(List.of(developed.width(), developed.height())).isEqualTo(List.of(480, 640));
        assertThat(developed.metadata().orientation()).isEqualTo(RIGHT_SIDE_ON_TOP);
    }

    /** Fujifilm and Panasonic put a whole JPEG with EXIF into the file; the others keep theirs outside it. */
    private static byte[] preview(ImageFormat format) {
        boolean whole = format == ImageFormat.RAF || format == ImageFormat.RW2;
        return whole ? new Exif().mainShort(0x112, RIGHT_SIDE_ON_TOP).into(PREVIEW) : PREVIEW;
    }

    @Test
    void theRawFilesOrientationGoesBeforeThePreviews() throws RejectedException {
        byte[] contradicting = new Exif().mainShort(0x112, 3).into(PREVIEW);
        byte[] raw = RawFiles.of(ImageFormat.NEF, THUMBNAIL, contradicting, 8);
        byte[] jpeg = RawPreview.find(ImageFormat.NEF, raw).jpeg(raw);
        assertThat(new dev.darkroom.imaging.metadata.MetadataReader()
                        .apply(jpeg)
                        .orientation())
                .isEqualTo(8);
        assertThat(Pictures.decode(jpeg).getWidth()).isEqualTo(640);
    }

    @Test
    void aRawFileWithoutAPreviewIsRefused() {
        byte[] nothing = "not a JPEG, whatever the directory says".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] raw = RawFiles.of(ImageFormat.DNG, nothing, nothing, 1);
        assertThatThrownBy(() -> HeaderReader.read(raw))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("no JPEG preview")
                .extracting(e -> ((RejectedException) e).reason())
                .isEqualTo(Reason.UNSUPPORTED_FORMAT);
    }

    @Test
    void aRawFileThatEndsBeforeItsPreviewIsTruncated() {
        byte[] raw = RawFiles.of(ImageFormat.RAF, THUMBNAIL, PREVIEW, 1);
        assertThatThrownBy(() -> HeaderReader.read(Arrays.copyOf(raw, 1000)))
                .isInstanceOf(RejectedException.class)
                .extracting(e -> ((RejectedException) e).reason())
                .isEqualTo(Reason.TRUNCATED);
    }

    @ParameterizedTest
    @EnumSource(names = {"CR2", "CR3", "NEF", "ARW", "DNG", "RAF", "RW2", "ORF"})
    void damagedContainersEndInAHeaderOrAReason(ImageFormat format) {
        byte[] whole = RawFiles.of(format, THUMBNAIL, preview(format), 1);
        Random random = new Random(11);
        for (int round = 0; round < 4000; round++) {
            byte[] damaged =
                    random.nextInt(4) == 0 ? Arrays.copyOf(whole, 1 + random.nextInt(whole.length)) : whole.clone();
            for (int i = 1 + random.nextInt(8); i > 0; i--) {
                // The directories are at the start of some files and at the end of others.
                int reach = Math.min(damaged.length, 400);
                int at = random.nextInt(reach);
                damaged[random.nextBoolean() ? at : damaged.length - 1 - at] = (byte) random.nextInt();
            }
            try {
                ImageHeader header = HeaderReader.read(damaged);
                if (header.format().isRaw()) {
                    RawPreview.find(header.format(), damaged).jpeg(damaged);
                    MetadataBlocks.find(header.format(), damaged);
                }
            } catch (RejectedException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }

    @Test
    void directoriesThatPointAtEachOtherEnd() throws RejectedException {
        byte[] raw = RawFiles.of(ImageFormat.CR2, THUMBNAIL, PREVIEW, 1);
        int first = java.nio.ByteBuffer.wrap(raw)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .getInt(4);
        // The first directory is the last thing in the file, and ends in where the next one is: itself.
        java.nio.ByteBuffer.wrap(raw).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(raw.length - 4, first);
        assertThat(HeaderReader.read(raw).width()).isEqualTo(640);
    }
}
