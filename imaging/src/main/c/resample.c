/*
 * Resampling of one plane of 8-bit samples by two filters, and its transposition.
 *
 * Only arithmetic: nothing is allocated, called or kept, no value of a sample decides an address, and whoever calls has
 * checked every size. All of it is in whole numbers, so that every processor gives the same picture.
 *
 * Compiled once for each instruction set; RESAMPLE is the name of the function then.
 */
#if defined(__x86_64__)
#include <immintrin.h>
#else
#include <arm_neon.h>
#endif

typedef unsigned char byte;
typedef short word;
typedef int sum;

#if defined(__AVX2__)
enum { LANES = 16 };
#else
enum { LANES = 8 };
#endif

/* As many registers as hold a block of sums, and as many samples as a caller must leave readable behind a plane. */
enum { REGISTERS = 128 / LANES };

/* Weights are whole 1/16384; a filtered column keeps 6 binary places. */
enum { WEIGHT_BITS = 14, COLUMN_BITS = 6 };

/* Horizontal weights come in groups of 8. */
enum { GROUP = 8 };

typedef byte bytes __attribute__((vector_size(LANES), aligned(1)));
typedef word words __attribute__((vector_size(LANES * sizeof(word)), aligned(sizeof(word))));
typedef word group __attribute__((vector_size(GROUP * sizeof(word)), aligned(sizeof(word))));
typedef sum sums __attribute__((vector_size(GROUP * sizeof(sum))));

/* (a * b + 2^14) >> 15, one instruction. */
static inline words product(words a, words b) {
#if defined(__AVX2__)
    return (words) _mm256_mulhrs_epi16((__m256i) a, (__m256i) b);
#elif defined(__x86_64__)
    return (words) _mm_mulhrs_epi16((__m128i) a, (__m128i) b);
#else
    return (words) vqrdmulhq_s16((int16x8_t) a, (int16x8_t) b);
#endif
}

/* The weighted sum of some rows, one below the other. */
static inline void column(const byte *rows, long stride, const word *weights, int taps, word *out, int width) {
    for (int x = 0; x < width; x += REGISTERS * LANES) {
        words filtered[REGISTERS] = {0};
        const byte *samples = rows + x;
        for (int tap = 0; tap < taps; tap++, samples += stride) {
            words weight = (words) {0} + weights[tap];
#pragma unroll
            for (int i = 0; i < REGISTERS; i++) {
                words sample = __builtin_convertvector(*(const bytes *) (samples + i * LANES), words);
                filtered[i] += product(sample << (15 - WEIGHT_BITS + COLUMN_BITS), weight);
            }
        }
        for (int i = 0; i < REGISTERS; i++) {
            *(words *) (out + x + i * LANES) = filtered[i];
        }
    }
}

/* The weighted sum of neighbours in a filtered column row; taps are a multiple of GROUP. */
static inline byte row(const word *samples, const word *weights, int taps) {
    sums parts = {0};
    for (int tap = 0; tap < taps; tap += GROUP) {
        parts += __builtin_convertvector(*(const group *) (samples + tap), sums)
                 * __builtin_convertvector(*(const group *) (weights + tap), sums);
    }
    sum all = (__builtin_reduce_add(parts) + (1 << (WEIGHT_BITS + COLUMN_BITS - 1))) >> (WEIGHT_BITS + COLUMN_BITS);
    return all < 0 ? 0 : all > 255 ? 255 : (byte) all;
}

/*
 * Each filter has, for each sample of its result, the first sample it reads and a weight for it and each one after.
 * Reads up to 127 samples behind the plane; scratch holds a row of the source, rounded up to 128 samples, and
 * horizontalTaps more.
 */
void RESAMPLE(const byte *from, long fromStride, int fromWidth,
              const int *horizontalFirst, const word *horizontalWeights, int horizontalTaps,
              const int *verticalFirst, const word *verticalWeights, int verticalTaps,
              byte *to, int width, int height, word *scratch) {
    for (int y = 0; y < height; y++) {
        column(from + verticalFirst[y] * fromStride, fromStride, verticalWeights + (long) y * verticalTaps,
               verticalTaps, scratch, fromWidth);
        for (int x = 0; x < width; x++) {
            to[x] = row(scratch + horizontalFirst[x], horizontalWeights + (long) x * horizontalTaps, horizontalTaps);
        }
        to += width;
    }
}

#if defined(WITH_TRANSPOSE)
/* Rows become columns, in squares that fit into the first-level cache. */
void darkroom_transpose(const byte *from, int width, int height, byte *to) {
    enum { SQUARE = 32 };
    for (int top = 0; top < height; top += SQUARE) {
        int bottom = top + SQUARE < height ? top + SQUARE : height;
        for (int left = 0; left < width; left += SQUARE) {
            int right = left + SQUARE < width ? left + SQUARE : width;
            for (int x = left; x < right; x++) {
                for (int y = top; y < bottom; y++) {
                    to[(long) x * height + y] = from[(long) y * width + x];
                }
            }
        }
    }
}
#endif
