package dev.darkroom.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.id.ContentHash;
import dev.darkroom.web.ByteRange;
import dev.darkroom.web.Preconditions;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FileDecisionTest {
    private static final ServedFile FILE = new ServedFile(
            "key",
            ContentHash.of("x".getBytes(StandardCharsets.UTF_8)),
            1000,
            "image/jpeg",
            4_000,
            Optional.empty(),
            false,
            false);
    private static final String TAG = FILE.etag().toString();

    @Test
    void answersNotModifiedBeforeAnythingElse() {
        assertThat(decide(Map.of("If-None-Match", TAG, "Range", "bytes=0-9"), false, Delivery.REDIRECT))
                .isEqualTo(new FileDecision.NotModified());
    }

    @Test
    void answersThatAConditionFailed() {
        assertThat(decide(Map.of("If-Match", "\"other\""), false, Delivery.STREAM))
                .isEqualTo(new FileDecision.ConditionFailed());
    }

    @Test
    void sendsAPart() {
        assertThat(decide(Map.of("Range", "bytes=-10"), false, Delivery.STREAM))
                .isEqualTo(new FileDecision.Part(new ByteRange(990, 999)));
    }

    @Test
    void sendsTheWholeWhenIfRangeNamesAnotherState() {
        assertThat(decide(Map.of("Range", "bytes=0-9", "If-Range", "\"other\""), false, Delivery.STREAM))
                .isEqualTo(new FileDecision.Whole());
        assertThat(decide(Map.of("Range", "bytes=0-9", "If-Range", TAG), false, Delivery.STREAM))
                .isEqualTo(new FileDecision.Part(new ByteRange(0, 9)));
    }

    @Test
    void answersThatARangeLiesOutside() {
        assertThat(decide(Map.of("Range", "bytes=1000-"), false, Delivery.STREAM))
                .isEqualTo(new FileDecision.Unsatisfiable());
    }

    @Test
    void leavesRangesToTheObjectStoreWhenRedirecting() {
        assertThat(decide(Map.of("Range", "bytes=1000-"), false, Delivery.REDIRECT))
                .isEqualTo(new FileDecision.Redirect());
    }

    @Test
    void neverRedirectsHeadBecauseASignedUrlIsForGetOnly() {
        assertThat(decide(Map.of("Range", "bytes=0-9"), true, Delivery.REDIRECT))
                .isEqualTo(new FileDecision.Whole());
    }

    private static FileDecision decide(Map<String, String> headers, boolean head, Delivery delivery) {
        return FileDecision.of(
                FILE,
                Preconditions.of(name -> Optional.ofNullable(headers.get(name))),
                Optional.ofNullable(headers.get("Range")),
                head,
                delivery);
    }
}
