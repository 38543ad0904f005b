package dev.darkroom.stores.s3;

import dev.darkroom.core.error.UnavailableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Makes the buckets that are not there yet. */
public final class S3Buckets {
    private S3Buckets() {}

    /**
     * Makes sure that every bucket in {@code names} exists and is ours.
     *
     * @return those it had to make
     * @throws UnavailableException when S3 does not answer, or a name belongs to somebody else
     */
    public static List<String> ensure(S3Config config, Collection<String> names) {
        List<String> created = new ArrayList<>();
        try (S3Client client = S3Clients.client(config)) {
            for (String name : names) {
                if (makeSure(client, config, name)) {
                    created.add(name);
                }
            }
        }
        return created;
    }

    private static boolean makeSure(S3Client client, S3Config config, String name) {
        try {
            if (exists(client, name)) {
                return false;
            }
            create(client, config, name);
            return true;
        } catch (BucketAlreadyOwnedByYouException e) {
            return false; // made by somebody else in this very moment
        } catch (SdkException e) {
            throw new UnavailableException(
                    "Cannot make bucket " + name + ": " + S3Clients.reason(e)
                            + "; check the S3 endpoint and that its keys may create buckets",
                    e);
        }
    }

    private static boolean exists(S3Client client, String name) {
        try {
            client.headBucket(request -> request.bucket(name));
            return true;
        } catch (NoSuchBucketException e) {
            return false;
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                return false;
            }
            throw e;
        }
    }

    private static void create(S3Client client, S3Config config, String name) {
        CreateBucketRequest.Builder request = CreateBucketRequest.builder().bucket(name);
        // AWS wants the region named, except its first, which must not be.
        if (config.endpoint().isEmpty() && !config.awsRegion().equals(Region.US_EAST_1)) {
            request.createBucketConfiguration(location -> location.locationConstraint(config.region()));
        }
        client.createBucket(request.build());
    }
}
