package dev.darkroom.imaging.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.imaging.DevelopedPhoto;
import dev.darkroom.imaging.Developer;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RecordCodecTest {
    @Test
    void aDevelopedPhotoComesBackAsItWas() throws RejectedException {
        DevelopedPhoto photo = developed();

        DevelopedPhoto back = ((Answer.Done) read(written(new Answer.Done(photo)))).photo();

        assertThat(back.developed()).isEqualTo(photo.developed());
        assertThat(back.files()).hasSameSizeAs(photo.files());
        for (int i = 0; i < photo.files().size(); i++) {
            assertThat(back.files().get(i).rendition())
                    .isEqualTo(photo.files().get(i).rendition());
            assertThat(back.files().get(i).bytes())
                    .isEqualTo(photo.files().get(i).bytes());
        }
    }

    @Test
    void anyTextComesBackAsItWas() {
        Answer answer = new Answer.Rejected(Reason.CORRUPT, "a\0b \ud83d\ude00 and half of one: \ud83d");
        assertThat(read(written(answer))).isEqualTo(answer);
    }

    @Test
    void refusesWhatDoesNotFit() {
        Answer answer = new Answer.Failed("x".repeat(100));
        assertThatThrownBy(() -> RecordCodec.write(Answer.class, answer, ByteBuffer.allocate(100)))
                .isInstanceOf(BufferOverflowException.class);
    }

    @Test
    void reservesNoMoreThanThereIs() {
        byte[] hugeText =
                ByteBuffer.allocate(20).put((byte) 3).putInt(Integer.MAX_VALUE).array();
        assertThatThrownBy(() -> read(hugeText))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2147483647");
    }

    @Test
    void damagedBytesAreAnAnswerOrAreRefused() throws RejectedException {
        byte[] whole = Arrays.copyOf(written(new Answer.Done(developed())), 900);
        Random random = new Random(7);
        int refused = 0;
        for (int round = 0; round < 5_000; round++) {
            byte[] damaged = Arrays.copyOf(whole, random.nextInt(whole.length) + 1);
            for (int i = random.nextInt(6); i >= 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                read(damaged);
            } catch (IllegalArgumentException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(4_000);
    }

    private static DevelopedPhoto developed() throws RejectedException {
        return Developer.load().apply(WarmUpPicture.JPEG.bytes());
    }

    private static byte[] written(Answer answer) {
        ByteBuffer out = ByteBuffer.allocate(1 << 20);
        RecordCodec.write(Answer.class, answer, out);
        return Arrays.copyOf(out.array(), out.position());
    }

    private static Answer read(byte[] bytes) {
        return RecordCodec.read(Answer.class, ByteBuffer.wrap(bytes));
    }
}
