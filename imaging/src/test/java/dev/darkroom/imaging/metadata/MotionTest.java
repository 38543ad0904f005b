package dev.darkroom.imaging.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.photo.MetadataField;
import dev.darkroom.core.photo.MetadataSource;
import dev.darkroom.core.photo.Motion;
import dev.darkroom.core.photo.PhotoMetadata;
import dev.darkroom.imaging.Bytes;
import dev.darkroom.imaging.SharedData;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MotionTest {
    private static final byte[] BARE_JPEG =
            new Bytes().u8(0xff, 0xd8, 0xff, 0xda).toArray();
    private static final byte[] FILM =
            new Bytes().box("ftyp", new Bytes().text("mp42").zeros(100)).toArray();

    @Test
    void aFilmBehindTheStillIsFoundByItsDirectory() {
        String directory = "<C:Directory><rdf:Seq>"
                + "<rdf:li rdf:parseType='Resource'><C:Item I:Mime='image/jpeg' I:Semantic='Primary' I:Length='0'/></rdf:li>"
                + "<rdf:li rdf:parseType='Resource'><C:Item I:Mime='image/jpeg' I:Semantic='GainMap' I:Length='7'/></rdf:li>"
                + "<rdf:li rdf:parseType='Resource'><C:Item I:Mime='video/mp4' I:Semantic='MotionPhoto' I:Length='"
                + FILM.length + "'/></rdf:li></rdf:Seq></C:Directory>";
        byte[] still =
                new XmpPacket().text("GCamera:MotionPhoto", "1").raw(directory).into(BARE_JPEG);
        PhotoMetadata metadata = read(still, FILM);
        assertThat(metadata.motion()).contains(Motion.inside(still.length, FILM.length));
        assertThat(metadata.sources()).containsEntry(MetadataField.MOTION, MetadataSource.FILE);
    }

    @Test
    void aFilmBehindTheStillIsFoundByItsOffset() {
        byte[] still = microVideo(Integer.toString(FILM.length));
        assertThat(read(still, FILM).motion()).contains(Motion.inside(still.length, FILM.length));
    }

    @Test
    void aFilmThatWasCutOffIsNone() {
        assertThat(read(microVideo(Integer.toString(FILM.length)), new byte[200])
                        .motion())
                .isEmpty();
        for (String offset : new String[] {"0", "-5", "99999999", "1e300", "film"}) {
            assertThat(read(microVideo(offset), FILM).motion()).as(offset).isEmpty();
        }
    }

    @Test
    void aLivePhotoSharesItsIdentifierWithItsFilm() {
        Optional<Motion> motion = new MetadataReader()
                .apply(SharedData.bytes("exif-samples/heic/IMG_5195.HEIC"))
                .motion();
        assertThat(motion).contains(Motion.beside("570F1469-09C7-4E50-9875-05F21D5BD166"));
    }

    private static byte[] microVideo(String offset) {
        return new XmpPacket()
                .text("GCamera:MicroVideo", "1")
                .text("GCamera:MicroVideoOffset", offset)
                .into(BARE_JPEG);
    }

    private static PhotoMetadata read(byte[] still, byte[] film) {
        return new MetadataReader().apply(new Bytes().raw(still).raw(film).toArray());
    }
}
