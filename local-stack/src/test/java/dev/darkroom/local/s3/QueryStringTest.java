package dev.darkroom.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class QueryStringTest {
    @Test
    void keepsRepeatedNamesAndSortsThemByValueForSigning() throws S3ErrorException {
        QueryString query = QueryString.parse("b=2&a=z&b=1&c");

        assertThat(query.canonical(name -> true)).isEqualTo("a=z&b=1&b=2&c=");
        assertThat(query.first("b")).contains("2");
    }

    @Test
    void encodesByTheRulesOfTheSignature() throws S3ErrorException {
        QueryString query = QueryString.parse("k=a+b%20c*~%2F%C3%BC");

        assertThat(query.first("k")).contains("a b c*~/ü");
        assertThat(query.canonical(name -> true)).isEqualTo("k=a%20b%20c%2A~%2F%C3%BC");
    }

    @Test
    void refusesBrokenPercentEncoding() {
        assertThatThrownBy(() -> QueryString.parse("k=%4")).isInstanceOf(S3ErrorException.class);
        assertThatThrownBy(() -> QueryString.parse("k=%zz")).isInstanceOf(S3ErrorException.class);
    }
}
