package dev.darkroom.spark.it;

import dev.darkroom.core.event.PhotoDerived;
import dev.darkroom.core.event.PhotoUploaded;
import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.core.photo.ObjectKeys;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoMetadata;
import dev.darkroom.core.photo.Photos;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.port.Blob;
import dev.darkroom.stores.Stores;
import dev.darkroom.stores.StoresConfig;
import dev.darkroom.stores.s3.S3Config;
import dev.darkroom.stores.s3.S3Config.KeyPair;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Random;
import javax.imageio.ImageIO;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** Photos of one user that were developed long ago by transforms of a test; their originals are JPEGs made here. */
public final class RealPhotos {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    private final Stores stores;
    private final UserId owner;

    public RealPhotos(Stores stores, UserId owner) {
        this.stores = stores;
        this.owner = owner;
    }

    /** A completed photo with a picture of its own. */
    public Photo develop(int seed) {
        return develop(picture(seed));
    }

    /** A completed photo with this original, whatever it is. */
    public Photo develop(byte[] original) {
        Upload upload = new Upload(
                owner,
                ContentHash.of(original),
                "photo.jpg",
                ImageFormat.JPEG,
                original.length,
                WIDTH,
                HEIGHT,
                Instant.now());
        stores.blobs().put(ObjectKeys.original(owner, upload.id()), Blob.of(original, "image/jpeg"));
        Photo pending = stores.catalog().register(upload).photo();
        stores.events().publish(new PhotoUploaded(pending.upload(), pending.version()));
        Photo completed = stores.catalog()
                .complete(owner, pending.id(), Photos.developed(PhotoMetadata.NONE))
                .orElseThrow();
        stores.events().publish(new PhotoDerived(completed, Instant.now()));
        return completed;
    }

    /** Moves the original to the archive, from where it cannot be read. */
    public void freeze(Photo photo, StoresConfig config) {
        String key = ObjectKeys.original(owner, photo.id());
        S3Config s3 = config.s3();
        KeyPair keys = s3.credentials().orElseThrow();
        try (S3Client client = S3Client.builder()
                .endpointOverride(s3.endpoint().orElseThrow())
                .region(Region.of(s3.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(keys.accessKey(), keys.secretKey())))
                .forcePathStyle(true)
                .build()) {
            client.copyObject(copy -> copy.sourceBucket(config.photosBucket())
                    .sourceKey(key)
                    .destinationBucket(config.photosBucket())
                    .destinationKey(key)
                    .storageClass(StorageClass.GLACIER));
        }
    }

    /** A JPEG of coloured noise in large blocks. */
    public static byte[] picture(int seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y += 16) {
            for (int x = 0; x < WIDTH; x += 16) {
                int colour = random.nextInt(0x1000000);
                for (int i = 0; i < 256; i++) {
                    image.setRGB(x + i % 16, y + i / 16, colour);
                }
            }
        }
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(image, "jpeg", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory needs no disk", e);
        }
    }
}
