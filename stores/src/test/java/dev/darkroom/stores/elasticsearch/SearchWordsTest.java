package dev.darkroom.stores.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SearchWordsTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "beach,beach",
                "IMG_1234.jpg,IMG_1234.jpg IMG 1234 jpg",
                "450D,450D 450 D",
                "myHoliday,myHoliday my Holiday",
                "DSC0042.NEF,DSC0042.NEF DSC0042 NEF DSC 0042 NEF",
                "東京タワー,東京タワー",
                "...,..."
            })
    void addsThePartsOfCompoundWords(String text, String expected) {
        assertThat(SearchWords.withParts(text).strip()).isEqualTo(expected);
    }
}
