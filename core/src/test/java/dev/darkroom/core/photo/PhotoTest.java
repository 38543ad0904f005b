package dev.darkroom.core.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.id.UserId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PhotoTest {
    private static final UserId ADA = new UserId("ada");

    @Test
    void timelineFollowsTheCameraAndFallsBackToTheUpload() {
        Upload upload = Photos.upload(ADA, "a");
        assertThat(Photos.completed(upload, 2, Photos.richMetadata()).sortAt()).isEqualTo("2021-07-14T09:30:15.250Z");
        assertThat(Photos.completed(upload, 2, PhotoMetadata.NONE).sortAt()).isEqualTo(Photos.NOON);
        assertThat(Photos.failed(upload, 2).sortAt()).isEqualTo(Photos.NOON);
    }

    @Test
    void statusAndContentMustAgree() {
        Upload upload = Photos.upload(ADA, "a");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Photo(upload, PhotoStatus.COMPLETED, 1, Optional.empty(), Optional.empty(), List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Photo(upload, PhotoStatus.FAILED, 1, Optional.empty(), Optional.empty(), List.of()));
    }

    @Test
    void objectKeysAreAPermanentContract() {
        Upload upload = Photos.upload(ADA, "a");
        assertThat(ObjectKeys.original(ADA, upload.id())).matches("originals/[0-9]{4}/ada/" + upload.id());
        Rendition rendition = new Rendition(600, ImageFormat.JPEG, 600, 450, 1000, upload.content());
        assertThat(ObjectKeys.rendition(Photos.RENDITIONS, ADA, upload.id(), rendition))
                .isEqualTo("renditions/renditions-1-9f86d081884c/ada/" + upload.id() + "/600.jpg")
                .startsWith(ObjectKeys.renditions(Photos.RENDITIONS, ADA, upload.id()));
    }

    @Test
    void cameraIsNamedWithoutRepeatingItsMake() {
        assertThat(new Camera(Optional.of("Canon"), Optional.of("Canon EOS 20D"), Optional.empty()).displayName())
                .contains("Canon EOS 20D");
        assertThat(new Camera(Optional.of("NIKON"), Optional.of("D70"), Optional.empty()).displayName())
                .contains("NIKON D70");
        assertThat(Camera.UNKNOWN.displayName()).isEmpty();
    }

    @Test
    void positionsOffTheGlobeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> GeoPoint.of(91, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> GeoPoint.of(0, Double.NaN));
    }

    @Test
    void everyReasonHasACodeThatReadsBack() {
        for (Reason reason : Reason.values()) {
            assertThat(reason.code()).matches("[a-z]+(-[a-z]+)*");
            assertThat(Reason.ofCode(reason.code())).isEqualTo(reason);
        }
    }
}
