package dev.darkroom.imaging.sandbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages files, and the damaged ones again; the same seed gives the same damages. For one thread. */
final class Mutator {
    private static final int MAX_FILES = 600;
    private static final int MAX_BYTES = 1 << 18;
    private static final int HEAD = 600;
    private static final int[] TELLING = {0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, -1, 1 << 20};

    private final Random random;
    private final List<byte[]> files;

    Mutator(long seed, List<byte[]> files) {
        this.random = new Random(seed);
        this.files = new ArrayList<>(files);
    }

    /** A file that was not there before. */
    byte[] next() {
        byte[] file = pick().clone();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            file = damaged(file);
        }
        return file;
    }

    /** This one is worth being damaged further. */
    void keep(byte[] file) {
        if (files.size() < MAX_FILES && file.length <= MAX_BYTES) {
            files.add(file);
        } else {
            files.set(random.nextInt(files.size()), file);
        }
    }

    private byte[] pick() {
        return files.get(random.nextInt(files.size()));
    }

    private byte[] damaged(byte[] file) {
        if (file.length < 16) {
            return pick().clone();
        }
        int at = at(file);
        switch (random.nextInt(7)) {
            case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> file[at] = (byte) random.nextInt();
            case 2 -> number(file, at, TELLING[random.nextInt(TELLING.length)]);
            case 3 -> number(file, at, random.nextInt());
            case 4 -> {
                return Arrays.copyOf(file, at + 1);
            }
            case 5 -> {
                return spliced(file, at, at + random.nextInt(Math.min(64, file.length - at)), file);
            }
            default -> {
                return spliced(file, at, at, pick());
            }
        }
        return file;
    }

    /** Half of the time in the head, where most of what can contradict itself is. */
    private int at(byte[] file) {
        return random.nextInt(random.nextBoolean() ? Math.min(HEAD, file.length) : file.length);
    }

    private void number(byte[] file, int at, int value) {
        int bytes = Math.min(1 << random.nextInt(3), file.length - at);
        boolean bigEndian = random.nextBoolean();
        for (int i = 0; i < bytes; i++) {
            file[at + i] = (byte) (value >> (8 * (bigEndian ? bytes - 1 - i : i)));
        }
    }

    /** The bytes from {@code at} to {@code end} replaced by a piece of {@code other}. */
    private byte[] spliced(byte[] file, int at, int end, byte[] other) {
        int from = random.nextInt(other.length);
        int length = Math.min(random.nextInt(128), other.length - from);
        byte[] out = new byte[file.length - (end - at) + length];
        System.arraycopy(file, 0, out, 0, at);
        System.arraycopy(other, from, out, at, length);
        System.arraycopy(file, end, out, at + length, file.length - end);
        return out;
    }
}
