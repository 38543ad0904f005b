package dev.darkroom.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SentNameTest {
    @Test
    void readsQuotedAndBareNames() {
        assertThat(SentName.inDisposition("attachment; filename=\"a b;c.jpg\"")).contains("a b;c.jpg");
        assertThat(SentName.inDisposition("form-data; name=\"f\"; filename=a.jpg"))
                .contains("a.jpg");
        assertThat(SentName.inDisposition("attachment; FileName = \"a.jpg\"")).contains("a.jpg");
        assertThat(SentName.inDisposition("attachment; filename=\"a\\\"b\\\\c.jpg\""))
                .contains("a\"b\\c.jpg");
        assertThat(SentName.inDisposition("form-data; name=\"f\"; filename=\"\""))
                .contains("");
    }

    @Test
    void findsNoNameWhereThereIsNone() {
        assertThat(SentName.inDisposition("form-data; name=\"filename\"")).isEmpty();
        assertThat(SentName.inDisposition("inline")).isEmpty();
    }

    @Test
    void prefersTheExtendedForm() {
        assertThat(SentName.inDisposition("attachment; filename=\"euro.jpg\"; filename*=UTF-8''%e2%82%ac%20x.jpg"))
                .contains("€ x.jpg");
        assertThat(SentName.inDisposition("attachment; filename*=iso-8859-1'en'%A3.jpg"))
                .contains("£.jpg");
    }

    @Test
    void fallsBackWhenTheExtendedFormIsBroken() {
        assertThat(SentName.inDisposition("attachment; filename*=UTF-8''%ff%; filename=ok.jpg"))
                .contains("ok.jpg");
        assertThat(SentName.inDisposition("attachment; filename*=KOI8-R''x; filename=ok.jpg"))
                .contains("ok.jpg");
    }

    @Test
    void readsUtf8ThatArrivedAsBytes() {
        String bytes = new String("ä家.jpg".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(SentName.inDisposition("attachment; filename=\"" + bytes + "\""))
                .contains("ä家.jpg");
        assertThat(SentName.inHeader(bytes)).contains("ä家.jpg");
    }

    @Test
    void decodesPercentSignsInAHeaderOnlyWhenTheyAreEscapes() {
        assertThat(SentName.inHeader("%C3%A4.jpg")).contains("ä.jpg");
        assertThat(SentName.inHeader("100%.jpg")).contains("100%.jpg");
        assertThat(SentName.inHeader("50%zz")).contains("50%zz");
    }
}
