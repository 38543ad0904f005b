package dev.darkroom.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.GeoPoint;
import dev.darkroom.core.port.RankWeight;
import dev.darkroom.core.port.SearchQuery;
import dev.darkroom.core.port.SearchQuery.GeoBox;
import dev.darkroom.core.port.SearchQuery.GeoCircle;
import dev.darkroom.core.port.SearchQuery.Order;
import dev.darkroom.web.ProblemException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchParametersTest {
    private static final UserId ANNA = new UserId("anna");

    @Test
    void asksForTheFirstFiftyPhotosWhenNothingIsGiven() {
        assertThat(parse()).isEqualTo(SearchQuery.all(ANNA, 50));
    }

    @Test
    void readsEveryParameter() {
        String id = "0b0a4c1e-7d1f-8000-a000-000000000001";
        SearchQuery query = parse(
                "q",
                " tower ",
                "from",
                "2024-02-01",
                "until",
                "2024-03-01T12:00:00+02:00",
                "bbox",
                "170,-20,-170,-10",
                "near",
                "43.5, 11.9",
                "radius",
                "1.5km",
                "camera",
                "Canon EOS 450D",
                "tag",
                "été",
                "ids",
                id + "," + id,
                "limit",
                "10",
                "offset",
                "20");
        assertThat(query.text()).contains("tower");
        assertThat(query.from()).contains(Instant.parse("2024-02-01T00:00:00Z"));
        assertThat(query.until()).contains(Instant.parse("2024-03-01T10:00:00Z"));
        assertThat(query.within()).contains(new GeoBox(-10, 170, -20, -170));
        assertThat(query.near()).contains(new GeoCircle(GeoPoint.of(43.5, 11.9), 1500));
        assertThat(query.camera()).contains("Canon EOS 450D");
        assertThat(query.tag()).contains("été");
        assertThat(query.ids()).hasSize(1);
        assertThat(query.limit()).isEqualTo(10);
        assertThat(query.offset()).isEqualTo(20);
    }

    @Test
    void takesTheRadiusInMetresAsThirdNumberOfNear() {
        assertThat(parse("near", "43.5,11.9,800").near()).contains(new GeoCircle(GeoPoint.of(43.5, 11.9), 800));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from|yesterday",
                "from|+999999999-01-01",
                "until|-999999999-01-01T00:00:00Z",
                "until|2024-13-01",
                "bbox|1,2,3",
                "bbox|0,50,10,40",
                "bbox|0,NaN,10,40",
                "bbox|0x1p3,30,10,40",
                "bbox|1d,30,2f,40",
                "near|91,0,5",
                "near|43.5,11.9",
                "near|43.5,11.9,0",
                "radius|5km",
                "limit|201",
                "limit|-1",
                "limit|ten",
                "limit|\u0661\u0662",
                "offset|9951",
                "ids|abc",
                "like|tower.jpg",
                "q_|x",
                "collapse|bursts",
                "sort|best",
                "facets|yes"
            })
    void refusesABadValueNamingParameterAndValue(String name, String value) {
        assertThatThrownBy(() -> {
                    Parameters in = Parameters.of(Map.of(name, List.of(value)), SearchParameters.NAMES);
                    SearchParameters.parse(ANNA, in, RankWeight.DEFAULT);
                    in.flag("facets", true);
                })
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Parameter " + name + " must be ")
                .hasMessageEndingWith("not: " + value);
    }

    @Test
    void collapsesDuplicatesWhenAsked() {
        assertThat(parse("collapse", "duplicates").collapse()).isTrue();
        assertThat(parse("q", "duplicates").collapse()).isFalse();
    }

    @Test
    void theBestComeFirstWithWordsAndTheNewestWithoutUnlessToldOtherwise() {
        Order byRelevance = new Order.Relevance(new RankWeight(2));
        assertThat(parse("q", "tower").order()).isEqualTo(byRelevance);
        assertThat(parse("q", " ").order()).isEqualTo(new Order.Newest());
        assertThat(parse("q", "tower", "sort", "date").order()).isEqualTo(new Order.Newest());
        assertThat(parse("sort", "relevance").order()).isEqualTo(byRelevance);
    }

    @Test
    void refusesAnotherOrderBesideLikeness() {
        String id = "0b0a4c1e-7d1f-8000-a000-000000000001";
        Parameters words = Parameters.of(Map.of("like", List.of(id), "q", List.of("tower")), SearchParameters.NAMES);
        assertThat(SearchParameters.like(words)).contains(PhotoId.parse(id));
        assertThat(SearchParameters.parse(ANNA, words, RankWeight.DEFAULT).text())
                .contains("tower");
        assertThatThrownBy(() -> parse("like", id, "sort", "date"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Parameter sort must be absent beside like")
                .hasMessageEndingWith("not: date");
    }

    @Test
    void readsNumbersOfEveryUsualForm() {
        assertThat(parse("bbox", "-1.5, +30.,10e0,4.0E1").within()).contains(new GeoBox(40, -1.5, 30, 10));
    }

    @Test
    void refusesARadiusTwice() {
        assertThatThrownBy(() -> parse("near", "43.5,11.9,800", "radius", "5km"))
                .hasMessageContaining("Parameter near must be");
    }

    @Test
    void refusesAnEndBeforeTheBeginning() {
        assertThatThrownBy(() -> parse("from", "2024-02-01", "until", "2024-02-01"))
                .hasMessageContaining("Parameter until must be after from");
    }

    @Test
    void refusesAParameterGivenTwice() {
        assertThatThrownBy(() -> Parameters.of(Map.of("tag", List.of("a", "b")), SearchParameters.NAMES))
                .hasMessageContaining("Parameter tag must be given once");
    }

    @Test
    void takesAThousandIdsAndNotOneMore() {
        String id = "0b0a4c1e-7d1f-8000-a000-000000000001";
        assertThat(parse("ids", String.join(",", Collections.nCopies(1000, id))).ids())
                .hasSize(1);
        assertThatThrownBy(() -> parse("ids", String.join(",", Collections.nCopies(1001, id))))
                .hasMessageContaining("at most 1000")
                .hasMessageMatching("(?s).{0,300}");
    }

    private static SearchQuery parse(String... pairs) {
        Map<String, List<String>> given = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            given.put(pairs[i], List.of(pairs[i + 1]));
        }
        return SearchParameters.parse(ANNA, Parameters.of(given, SearchParameters.NAMES), new RankWeight(2));
    }
}
