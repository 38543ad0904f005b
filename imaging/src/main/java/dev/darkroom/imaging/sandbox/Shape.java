package dev.darkroom.imaging.sandbox;

import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;

/** How the values of one type are written and read. Safe for threads. */
interface Shape {
    void put(Object value, ByteBuffer out) throws ReflectiveOperationException;

    /**
     * The next value.
     *
     * @throws InvocationTargetException when its constructor refuses it
     * @throws RuntimeException when the bytes are no value of the type
     */
    Object get(ByteBuffer in) throws ReflectiveOperationException;

    /** A count of things that each take {@code bytes} or more of what is left. */
    static int length(ByteBuffer in, int bytes) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining() / bytes) {
            throw new IllegalArgumentException(length + " of something, " + in.remaining() + " bytes before the end");
        }
        return length;
    }
}
