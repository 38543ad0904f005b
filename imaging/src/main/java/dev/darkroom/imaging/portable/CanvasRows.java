package dev.darkroom.imaging.portable;

import java.awt.color.ICC_Profile;
import java.util.Arrays;
import java.util.Optional;

/** A frame on its screen, which is transparent where the frame is not; it takes no memory of its own. */
record CanvasRows(PixelRows frame, int left, int top, int width, int height) implements PixelRows {
    @Override
    public int colours() {
        return frame.colours();
    }

    @Override
    public boolean alpha() {
        return true;
    }

    @Override
    public Optional<ICC_Profile> profile() {
        return frame.profile();
    }

    @Override
    public void read(int y, float[] row) {
        Arrays.fill(row, 0);
        if (y < top || y >= top + frame.height()) {
            return;
        }
        float[] inner = new float[frame.width() * frame.bands()];
        frame.read(y - top, inner);
        for (int x = 0; x < frame.width() && left + x < width; x++) {
            int to = (left + x) * bands();
            System.arraycopy(inner, x * frame.bands(), row, to, frame.bands());
            if (!frame.alpha()) {
                row[to + colours()] = 255;
            }
        }
    }

    @Override
    public void close() {
        frame.close();
    }
}
