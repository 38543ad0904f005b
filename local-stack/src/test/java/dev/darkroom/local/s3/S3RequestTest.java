package dev.darkroom.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class S3RequestTest {
    @Test
    void tellsServiceBucketAndObjectApart() throws S3ErrorException {
        assertThat(path("/").isBucket()).isFalse();
        assertThat(path("/photos").isBucket()).isTrue();
        assertThat(path("/photos/").isBucket()).isTrue();
        assertThat(path("/photos/a/b c").key()).contains("a/b c");
        assertThat(path("/photos/a/b c").bucket()).isEqualTo("photos");
    }

    @Test
    void makesHeadersOfWhatASignerMovedIntoTheUrl() throws S3ErrorException {
        S3Request request = AwsExample.request(
                        "PUT",
                        "/photos/k",
                        "X-Amz-Signature=1&X-Amz-Date=2&x-amz-meta-a=b%20c&x-id=PutObject",
                        "Host",
                        "h")
                .withoutPresigning();

        assertThat(request.header("x-amz-meta-a")).contains("b c");
        assertThat(request.header("x-amz-date")).isEmpty();
        assertThat(request.query().canonical(name -> true)).isEqualTo("x-id=PutObject");
    }

    @Test
    void refusesKeysThatAreTooLong() throws S3ErrorException {
        assertThat(path("/photos/" + "k".repeat(1024)).object().key()).hasSize(1024);
        S3Request tooLong = path("/photos/" + "k".repeat(1023) + "ü");
        assertThatThrownBy(tooLong::object)
                .isInstanceOfSatisfying(
                        S3ErrorException.class, e -> assertThat(e.code()).isEqualTo("KeyTooLongError"));
    }

    private static S3Request path(String path) throws S3ErrorException {
        return AwsExample.request("GET", path, "");
    }
}
