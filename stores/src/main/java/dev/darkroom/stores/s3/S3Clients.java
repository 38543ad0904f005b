package dev.darkroom.stores.s3;

import java.time.Duration;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** How this house talks to S3: bounded connections, waits and retries, and no checksum computed that is known. */
final class S3Clients {
    private static final int MAX_CONNECTIONS = 64;
    private static final int MAX_ATTEMPTS = 4;

    private S3Clients() {}

    /** A client; makes no connection yet. */
    static S3Client client(S3Config config) {
        S3ClientBuilder builder = S3Client.builder()
                .region(config.awsRegion())
                .credentialsProvider(config.credentialsProvider())
                .serviceConfiguration(config.service())
                .putAuthScheme(new ChecksumAuthScheme())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(override -> override.retryStrategy(StandardRetryStrategy.builder()
                        .maxAttempts(MAX_ATTEMPTS)
                        .build()))
                // No limit on a whole call: a large original may take minutes, as long as bytes keep moving.
                .httpClientBuilder(Apache5HttpClient.builder()
                        .maxConnections(MAX_CONNECTIONS)
                        .connectionTimeout(Duration.ofSeconds(2))
                        .connectionAcquisitionTimeout(Duration.ofSeconds(10))
                        .socketTimeout(Duration.ofSeconds(30)));
        config.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    static S3Presigner presigner(S3Config config) {
        S3Presigner.Builder builder = S3Presigner.builder()
                .region(config.awsRegion())
                .credentialsProvider(config.credentialsProvider())
                .serviceConfiguration(config.service());
        config.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    /** An error as one line: S3's own code where it gave one. */
    static String reason(SdkException e) {
        if (e instanceof S3Exception s3 && s3.awsErrorDetails() != null) {
            return s3.statusCode() + " " + s3.awsErrorDetails().errorCode();
        }
        return String.valueOf(e.getMessage());
    }
}
