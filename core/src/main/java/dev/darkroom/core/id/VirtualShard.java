package dev.darkroom.core.id;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One of 4096 fixed virtual shards that spread users over physical ones: resharding moves virtual shards and never
 * rehashes a user.
 */
public record VirtualShard(int number) {
    /** How many virtual shards there are; fixed for ever, because it is part of every object key. */
    public static final int COUNT = 4096;

    public VirtualShard {
        if (number < 0 || number >= COUNT) {
            throw new IllegalArgumentException("VirtualShard must lie in [0, " + COUNT + "): " + number);
        }
    }

    /** The shard of {@code owner}: the first 32 bits of the SHA-256 of the user id, modulo {@link #COUNT}. */
    public static VirtualShard of(UserId owner) {
        byte[] digest = ContentHash.newDigest().digest(owner.value().getBytes(StandardCharsets.UTF_8));
        return new VirtualShard(
                Integer.remainderUnsigned(ByteBuffer.wrap(digest).getInt(), COUNT));
    }

    /** Four decimal digits, as in an object key. */
    @Override
    public String toString() {
        return String.format("%04d", number);
    }
}
