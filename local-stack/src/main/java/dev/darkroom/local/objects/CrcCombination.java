package dev.darkroom.local.objects;

/** The CRC of two byte sequences laid end to end, from the CRC of each and the length of the second. */
final class CrcCombination {
    private final int bits;
    private final long polynomial;

    CrcCombination(int bits, long polynomial) {
        this.bits = bits;
        this.polynomial = polynomial;
    }

    /** Appending n bytes multiplies the first CRC by x^(8n); what each CRC begins and ends with cancels out. */
    long combine(long first, long second, long secondLength) {
        long factor = 1L << (bits - 1);
        long square = xToThePowerOf8();
        for (long remaining = secondLength; remaining != 0; remaining >>>= 1) {
            if ((remaining & 1) != 0) {
                factor = multiply(factor, square);
            }
            square = multiply(square, square);
        }
        return multiply(first, factor) ^ second;
    }

    private long xToThePowerOf8() {
        return 1L << (bits - 1 - 8);
    }

    /** The product of two polynomials modulo the CRC's; bit-reflected, so the highest bit is x^0. */
    private long multiply(long a, long b) {
        long product = 0;
        long shifted = b;
        for (int bit = bits - 1; bit >= 0; bit--) {
            if ((a >>> bit & 1) != 0) {
                product ^= shifted;
            }
            shifted = (shifted & 1) == 0 ? shifted >>> 1 : (shifted >>> 1) ^ polynomial;
        }
        return product;
    }
}
