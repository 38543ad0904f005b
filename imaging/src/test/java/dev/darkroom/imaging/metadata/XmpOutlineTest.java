package dev.darkroom.imaging.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class XmpOutlineTest {
    private static final byte[] XMP = new XmpPacket().text("xmp:Rating", "4").toBytes();

    @Test
    void knowsWhatEditorsWrite() {
        assertThat(XmpOutline.is(XMP)).isTrue();
        assertThat(XmpOutline.is(bytes("\ufeff<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?>" + text()
                        + "\n   \n<?xpacket end='w'?>")))
                .isTrue();
        assertThat(XmpOutline.is(("\ufeff" + text()).getBytes(StandardCharsets.UTF_16LE)))
                .isTrue();
    }

    @Test
    void refusesWhatIsNoXmpOrCutOff() {
        assertThat(XmpOutline.is(bytes("no XMP"))).isFalse();
        assertThat(XmpOutline.is(bytes("<svg xmlns='http://www.w3.org/2000/svg'/>")))
                .isFalse();
        assertThat(XmpOutline.is(bytes(text().substring(0, text().length() - 3))))
                .isFalse();
    }

    @Test
    void refusesADocumentTypeAndEndlessNesting() {
        assertThat(XmpOutline.is(bytes("<!DOCTYPE x [<!ENTITY a 'b'>]>" + text())))
                .isFalse();
        assertThat(XmpOutline.is(new XmpPacket()
                        .raw("<dc:a>".repeat(50_000) + "</dc:a>".repeat(50_000))
                        .toBytes()))
                .isFalse();
    }

    private static String text() {
        return new String(XMP, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
