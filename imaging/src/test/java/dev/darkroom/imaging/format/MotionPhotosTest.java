package dev.darkroom.imaging.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.Motion;
import dev.darkroom.imaging.Bytes;
import dev.darkroom.imaging.Developer;
import dev.darkroom.imaging.Exif;
import dev.darkroom.imaging.Pictures;
import dev.darkroom.imaging.Samples;
import dev.darkroom.imaging.SharedData;
import dev.darkroom.imaging.metadata.MetadataReader;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MotionPhotosTest {
    private static final byte[] STILL = Pictures.encode(Pictures.gradient(64, 48, BufferedImage.TYPE_INT_RGB), "jpg");
    private static final byte[] FILM =
            new Bytes().be32(24).text("ftypmp42").zeros(500).toArray();

    private static byte[] withXmp(String description) {
        byte[] packet = new Bytes()
                .text("http://ns.adobe.com/xap/1.0/\0")
                .raw(("<x:xmpmeta xmlns:x='adobe:ns:meta/'>"
                                + "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                                + "<rdf:Description rdf:about='' xmlns:GCamera='http://ns.google.com/photos/1.0/camera/'"
                                + " xmlns:Container='http://ns.google.com/photos/1.0/container/'"
                                + " xmlns:Item='http://ns.google.com/photos/1.0/container/item/' "
                                + description + "</rdf:Description></rdf:RDF></x:xmpmeta>")
                        .getBytes(StandardCharsets.UTF_8))
                .toArray();
        return new Bytes()
                .u8(0xff, 0xd8, 0xff, 0xe1)
                .be16(packet.length + 2)
                .raw(packet)
                .raw(Arrays.copyOfRange(STILL, 2, STILL.length))
                .toArray();
    }

    private static byte[] google(int length, byte[] film, byte[] behind) {
        String items = "GCamera:MotionPhoto='1'><Container:Directory><rdf:Seq>"
                + "<rdf:li rdf:parseType='Resource'><Container:Item Item:Mime='image/jpeg' Item:Semantic='Primary'"
                + " Item:Length='0'/></rdf:li>"
                + "<rdf:li rdf:parseType='Resource'><Container:Item Item:Mime='video/mp4' Item:Semantic='MotionPhoto'"
                + " Item:Length='" + length + "'/></rdf:li>"
                + "<rdf:li rdf:parseType='Resource'><Container:Item Item:Mime='image/jpeg' Item:Semantic='Depth'"
                + " Item:Length='" + behind.length + "'/></rdf:li>"
                + "</rdf:Seq></Container:Directory>";
        return new Bytes().raw(withXmp(items)).raw(film).raw(behind).toArray();
    }

    private static Optional<Motion> motion(byte[] file) {
        return new MetadataReader().apply(file).motion();
    }

    @Test
    void aFilmInGooglesListOfWhatFollows() {
        byte[] file = google(FILM.length, FILM, new byte[77]);
        assertThat(motion(file)).contains(Motion.inside(file.length - FILM.length - 77L, FILM.length));
    }

    @Test
    void aMicroVideo() {
        byte[] still = withXmp("GCamera:MicroVideo='1' GCamera:MicroVideoOffset='" + FILM.length + "'>");
        byte[] file = new Bytes().raw(still).raw(FILM).toArray();
        assertThat(motion(file)).contains(Motion.inside(still.length, FILM.length));
    }

    @Test
    void aFilmThatIsSpokenOfAndNotThereIsNone() {
        // As after a messenger or an editor that kept the XMP and cut the rest.
        assertThat(motion(google(FILM.length, new byte[0], new byte[0]))).isEmpty();
        assertThat(motion(google(1 << 30, FILM, new byte[0]))).isEmpty();
        assertThat(motion(STILL)).isEmpty();
    }

    private static byte[] samsung() {
        String name = "MotionPhoto_Data";
        byte[] block = new Bytes()
                .le16(0)
                .le16(0x0a30)
                .le32(name.length())
                .text(name)
                .raw(FILM)
                .toArray();
        byte[] list = new Bytes()
                .text("SEFH")
                .le32(106)
                .le32(1)
                .le16(0)
                .le16(0x0a30)
                .le32(block.length)
                .le32(block.length)
                .toArray();
        return new Bytes()
                .raw(STILL)
                .raw(block)
                .raw(list)
                .le32(list.length)
                .text("SEFT")
                .toArray();
    }

    @Test
    void samsungsTrailer() {
        byte[] file = samsung();
        assertThat(motion(file)).contains(Motion.inside(STILL.length + 8 + 16L, FILM.length));
    }

    @Test
    void aFilmInABoxOfAHeic() {
        byte[] still = Samples.bytes("plain.heic");
        byte[] file = new Bytes().raw(still).box("mpvd", new Bytes().raw(FILM)).toArray();
        assertThat(motion(file)).contains(Motion.inside(still.length + 8L, FILM.length));
    }

    @Test
    void anIdentifierInApplesMakerNote() {
        String id = "A1B2C3D4-0000-4000-8000-0123456789AB";
        byte[] note = new Bytes()
                .text("Apple iOS\0")
                .be16(1)
                .text("MM")
                .be16(1)
                .be16(0x11)
                .be16(2)
                .be32(id.length() + 1L)
                .be32(32)
                .be32(0)
                .text(id)
                .u8(0)
                .toArray();
        byte[] file = new Exif().photoBytes(0x927c, note).into(STILL);
        assertThat(motion(file)).contains(Motion.beside(id));
    }

    @Test
    void anIphonesHeic() {
        byte[] file = SharedData.bytes("exif-samples/heic/iphone_13_pro_max.HEIC");
        motion(file)
                .ifPresent(photo -> assertThat(photo.contentId().orElseThrow()).matches("[0-9A-F-]{36}"));
    }

    @Test
    void theStillIsDevelopedWhateverFollowsIt() throws RejectedException {
        for (byte[] file : new byte[][] {samsung(), google(FILM.length, FILM, new byte[0])}) {
            assertThat(Developer.load().apply(file).developed().width()).isEqualTo(64);
        }
    }

    @Test
    void damagedFilesAreStillsOfNothingOrOfAFilmInTheFile() {
        Random random = new Random(23);
        for (byte[] whole : new byte[][] {samsung(), google(FILM.length, FILM, new byte[9])}) {
            for (int round = 0; round < 1000; round++) {
                byte[] damaged = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
                for (int i = random.nextInt(5); i > 0; i--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                }
                motion(damaged)
                        .flatMap(photo -> photo.offset()
                                .map(offset -> offset + photo.length().orElseThrow()))
                        .ifPresent(end -> assertThat(end).isLessThanOrEqualTo(damaged.length));
            }
        }
    }
}
