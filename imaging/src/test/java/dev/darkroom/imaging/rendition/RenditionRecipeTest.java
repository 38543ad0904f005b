package dev.darkroom.imaging.rendition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.core.photo.ImageFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RenditionRecipeTest {
    @TempDir
    Path directory;

    @Test
    void aFileSaysOnlyWhatDiffersFromTheDefault() throws IOException {
        Path file = Files.writeString(directory.resolve("recipe"), "sizes = 150,300, 600 ,1200");
        assertThat(RecipeFile.read(file)).isEqualTo(RenditionRecipe.DEFAULT);
    }

    @Test
    void aProcessHasTheRecipeThatItsSettingNames() throws IOException {
        assertThat(RecipeFile.configured()).isEqualTo(RenditionRecipe.DEFAULT);
        Path file = Files.writeString(directory.resolve("recipe"), "sizes = 800");
        System.setProperty("darkroom.recipe", file.toString());
        try {
            assertThat(RecipeFile.configured().sizes()).containsExactly(800);
            Files.delete(file);
            assertThatThrownBy(RecipeFile::configured)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(file.toString());
        } finally {
            System.clearProperty("darkroom.recipe");
        }
    }

    @Test
    void theProxyIsTheRenditionOf1200PixelsOrTheLargest() {
        assertThat(proxy("sizes = 2400, 1200, 600\nformat = webp, jpeg"))
                .isEqualTo(new Output(1200, ImageFormat.WEBP, 80));
        assertThat(proxy("sizes = 150, 900")).isEqualTo(new Output(900, ImageFormat.JPEG, 80));
    }

    private static Output proxy(String recipe) {
        return RenditionRecipe.proxy(RecipeFile.parse(recipe).outputs(), Output::size);
    }

    @Test
    void formatAndQualityAreThoseOfTheSizeOrElseTheGeneralOnes() {
        RenditionRecipe recipe = RecipeFile.parse("""
                sizes = 1600, 400, 200
                format = webp
                quality = 70
                format.1600 = AVIF
                quality.200 = 60
                crop = centre
                background = #102030
                """);
        assertThat(recipe)
                .isEqualTo(new RenditionRecipe(
                        List.of(
                                new Output(1600, ImageFormat.AVIF, 55),
                                new Output(400, ImageFormat.WEBP, 70),
                                new Output(200, ImageFormat.WEBP, 60)),
                        Crop.CENTRE,
                        0x102030));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sizes=1200,600,300,150",
                "sizes=1600,400\nformat=webp\nformat.1600=avif\nquality.400=60\ncrop=attention\nbackground=#010203",
                "sizes=600,150\nformat.600=jpeg,webp\nquality.600=85,70",
            })
    void aRecipeIsReadBackFromItsText(String text) {
        RenditionRecipe recipe = RecipeFile.parse(text);

        assertThat(RecipeFile.parse(RecipeFile.text(recipe))).isEqualTo(recipe);
        assertThat(RecipeFile.text(RecipeFile.parse(RecipeFile.text(recipe)))).isEqualTo(RecipeFile.text(recipe));
    }

    @Test
    void oneSizeCanBeThereInSeveralFormats() {
        RenditionRecipe recipe = RecipeFile.parse("""
                sizes = 600, 150
                format = jpeg, webp
                quality = 80, 70
                format.150 = avif, jpeg
                """);
        assertThat(recipe.outputs())
                .containsExactly(
                        new Output(600, ImageFormat.JPEG, 80),
                        new Output(600, ImageFormat.WEBP, 70),
                        new Output(150, ImageFormat.AVIF, 55),
                        new Output(150, ImageFormat.JPEG, 80));
        assertThat(recipe.jpegQuality()).isEmpty();
        assertThat(recipe.id()).isNotEqualTo(RecipeFile.parse("sizes=600,150").id());
    }

    @Test
    void everythingThatChangesTheOutputChangesTheId() {
        assertThat(List.of(
                        "sizes=1200,600",
                        "sizes=1200,300",
                        "sizes=1200,600\nformat=webp",
                        "sizes=1200,600\nformat=jpeg,webp",
                        "sizes=1200,600\nformat=webp,jpeg",
                        "sizes=1200,600\nformat.600=webp",
                        "sizes=1200,600\nformat.1200=webp",
                        "sizes=1200,600\nquality=81",
                        "sizes=1200,600\nquality.600=81",
                        "sizes=1200,600\ncrop=centre",
                        "sizes=1200,600\ncrop=attention",
                        "sizes=1200,600\nbackground=#000000"))
                .extracting(text -> RecipeFile.parse(text).id())
                .doesNotHaveDuplicates();
        assertThat(RecipeFile.parse("quality=80\nsizes=600,1200").id())
                .isEqualTo(RecipeFile.parse("sizes=1200,600").id());
    }

    @Test
    void onlyWholeJpegsOfOneQualityAreForAJpegChain() {
        assertThat(RenditionRecipe.DEFAULT.jpegQuality()).hasValue(80);
        assertThat(RecipeFile.parse("sizes=600\nformat=webp").jpegQuality()).isEmpty();
        assertThat(RecipeFile.parse("sizes=600,300\nquality.300=50").jpegQuality())
                .isEmpty();
        assertThat(RecipeFile.parse("sizes=600\ncrop=centre").jpegQuality()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quality=80 | sizes must be whole numbers",
                "sizes=big | sizes must be whole numbers: 'big'",
                "sizes=600,600 | each size once in each format, largest first: 600 jpeg, 600 jpeg",
                "sizes=600;format=jpeg,webp,jpeg | 600 jpeg, 600 webp, 600 jpeg",
                "sizes=600;format=jpeg,webp;quality=80 | one number for each format of size 600",
                "sizes=0 | [1, 16383]: 0",
                "sizes=600;quality=0 | [1, 100]: 0",
                "sizes=600;format=heic | format must be jpeg, webp or avif: 'heic'",
                "sizes=600;crop=round | crop must be none, centre or attention: 'round'",
                "sizes=600;background=white | background must be a colour such as #ffffff: 'white'",
                "sizes=600;format.300=webp | No recipe has [format.300]",
                "sizes=600;colour=cmyk | No recipe has [colour]"
            })
    void saysWhatIsWrong(String text, String message) throws IOException {
        Path file = Files.writeString(directory.resolve("recipe"), text.replace(';', '\n'));
        assertThatThrownBy(() -> RecipeFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message);
    }
}
