package dev.darkroom.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
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
        assertThat(request.target()).isEqualTo("/photos/k?x-id=PutObject");
    }

    @Test
    void refusesKeysThatTheBackendWouldFold() throws S3ErrorException {
        for (String folded : new String[] {"/photos/a//b", "/photos/../lake/x", "/photos/./a", "/photos/a/.."}) {
            S3Request request = path(folded);
            assertThatThrownBy(request::requireStorableKey).isInstanceOf(S3ErrorException.class);
        }
        for (String plain : new String[] {"/photos/a/", "/photos/.a/..b", "/photos/"}) {
            S3Request request = path(plain);
            assertThatCode(request::requireStorableKey).doesNotThrowAnyException();
        }
    }

    private static S3Request path(String path) throws S3ErrorException {
        return AwsExample.request("GET", path, "");
    }
}
