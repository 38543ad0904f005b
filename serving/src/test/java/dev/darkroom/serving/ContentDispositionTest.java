package dev.darkroom.serving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContentDispositionTest {
    @Test
    void keepsTheTrueNameBesideAnAsciiOne() {
        assertThat(ContentDisposition.attachment("été à *.jpg"))
                .isEqualTo("attachment; filename=\"_t_ _ _.jpg\"; filename*=UTF-8''%C3%A9t%C3%A9%20%C3%A0%20%2A.jpg");
    }

    @Test
    void letsNoNameEndTheHeader() {
        assertThat(ContentDisposition.attachment("a\"; x=\r\nSet-Cookie: b\\.jpg"))
                .isEqualTo("attachment; filename=\"a__ x=__Set-Cookie_ b_.jpg\";"
                        + " filename*=UTF-8''a%22%3B%20x%3D%0D%0ASet-Cookie%3A%20b%5C.jpg");
    }
}
