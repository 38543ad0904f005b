package dev.darkroom.stores.s3;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;

/**
 * Where S3 is and who asks.
 *
 * @param endpoint of anything but AWS; such a store is addressed by path, {@code endpoint/bucket/key}
 * @param credentials absent to use AWS's default chain
 */
public record S3Config(Optional<URI> endpoint, String region, Optional<KeyPair> credentials) {
    /** An access key and its secret. */
    public record KeyPair(String accessKey, String secretKey) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "KeyPair[" + accessKey + "]";
        }
    }

    Region awsRegion() {
        return Region.of(region);
    }

    AwsCredentialsProvider credentialsProvider() {
        return credentials
                .<AwsCredentialsProvider>map(pair -> StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(pair.accessKey(), pair.secretKey())))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    S3Configuration service() {
        return S3Configuration.builder()
                .pathStyleAccessEnabled(endpoint.isPresent())
                .build();
    }
}
