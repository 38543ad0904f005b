package dev.darkroom.local.objects;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Writes, replaces and deletes objects until it is killed, and says a line for each change it was acknowledged. */
final class CrashingWriter {
    private static final int THREADS = 6;
    private static final int KEYS = 8;
    private static final int GENERATIONS_OF_A_ROUND = 1_000_000;

    private CrashingWriter() {}

    public static void main(String[] args) throws IOException {
        StoreFixture fixture = new StoreFixture(Path.of(args[0]));
        int first = Integer.parseInt(args[1]) * GENERATIONS_OF_A_ROUND;
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            new Thread(() -> write(fixture, thread, first)).start();
        }
    }

    private static void write(StoreFixture fixture, int thread, int first) {
        try {
            for (int generation = first; ; generation++) {
                String key = "t" + thread + "-k" + generation / 2 % KEYS;
                if (generation % 2 == 0) {
                    put(fixture, key, generation);
                } else if (isDeletedNext(generation - 1)) {
                    fixture.store.objects().delete(StoreFixture.name(key), Optional.empty(), Precondition.NONE);
                } else {
                    continue;
                }
                acknowledge(key, generation);
            }
        } catch (IOException e) {
            System.err.println(e);
        }
    }

    private static void put(StoreFixture fixture, String key, int generation) throws IOException {
        byte[] body = body(key, generation);
        if (generation % 8 == 0) {
            Upload upload = fixture.upload(key);
            PartClaim whole = fixture.part(upload, 1, body);
            fixture.part(upload, 2, new byte[10]);
            fixture.store.completion().complete(upload.name(), upload.id(), List.of(whole), Precondition.NONE);
        } else {
            fixture.put(key, body, Precondition.NONE);
        }
    }

    private static void acknowledge(String key, int generation) {
        synchronized (System.out) {
            System.out.print(key + " " + generation + ";\n");
            System.out.flush();
        }
    }

    static boolean isDeletedNext(int generation) {
        return generation % 10 == 0;
    }

    /** Bytes that tell their generation and are nobody else's. */
    static byte[] body(String key, int generation) {
        Random random = new Random(key.hashCode() * 31L + generation);
        byte[] body = new byte[16 + random.nextInt(200_000)];
        random.nextBytes(body);
        ByteBuffer.wrap(body).putInt(generation);
        return body;
    }

    static int generation(byte[] body) {
        return ByteBuffer.wrap(body).getInt();
    }
}
