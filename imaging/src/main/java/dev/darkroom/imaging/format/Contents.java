package dev.darkroom.imaging.format;

/**
 * What a file carries besides its first picture, as far as its header tells.
 *
 * @param frames pictures in an animation or pages of a TIFF; counting ends early in files made to keep it busy
 * @param profileBytes length of the colour profile, uncompressed
 * @param exifBytes length of the EXIF
 * @param xmpBytes length of the XMP and of all other text, uncompressed
 * @param nesting boxes of a HEIC or AVIF that lie in one another; counting ends early in files made to keep it busy
 */
public record Contents(int frames, long profileBytes, long exifBytes, long xmpBytes, int nesting) {
    /** One picture and nothing else. */
    public static final Contents PICTURE_ONLY = new Contents(1, 0, 0, 0, 1);

    /** Counts while a header is read. */
    static final class Counter {
        private int frames;
        private long profile;
        private long exif;
        private long xmp;
        private int nesting = 1;

        void frame() {
            frames++;
        }

        void profile(long bytes) {
            profile += bytes;
        }

        void exif(long bytes) {
            exif += bytes;
        }

        void xmp(long bytes) {
            xmp += bytes;
        }

        void nesting(int boxes) {
            nesting = boxes;
        }

        int frames() {
            return frames;
        }

        Contents contents() {
            return new Contents(Math.max(1, frames), profile, exif, xmp, nesting);
        }
    }
}
