package dev.darkroom.core.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Camera;
import dev.darkroom.core.photo.DuplicateGroup;
import dev.darkroom.core.photo.DuplicateGroup.Kind;
import dev.darkroom.core.photo.Exposure;
import dev.darkroom.core.photo.GeoPoint;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoMetadata;
import dev.darkroom.core.photo.PhotoStatus;
import dev.darkroom.core.photo.Photos;
import dev.darkroom.core.photo.TakenAt;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.port.IndexChange.Remove;
import dev.darkroom.core.port.IndexChange.Upsert;
import dev.darkroom.core.port.IndexOutcome.Applied;
import dev.darkroom.core.port.IndexOutcome.Retry;
import dev.darkroom.core.port.IndexOutcome.Stale;
import dev.darkroom.core.port.SearchQuery.GeoBox;
import dev.darkroom.core.port.SearchQuery.GeoCircle;
import dev.darkroom.core.port.SearchQuery.Order;
import dev.darkroom.core.port.SearchResult.Facet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every {@link PhotoIndex} does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class PhotoIndexContract {
    private static final Instant UPLOADED = Instant.parse("2024-03-01T12:00:00.000001Z");

    private final UserId owner = owner();
    private final PhotoIndex index = open();

    private final Photo arezzo = photo(
            "arezzo",
            "IMG_1234.JPG",
            Instant.parse("2021-07-14T09:30:15.250Z"),
            "Canon EOS 450D",
            GeoPoint.of(43.4684, 11.8826),
            "Arezzo, Toscana, Italia",
            "Città vecchia",
            List.of("holiday", "été"));
    private final Photo fiji = photo(
            "fiji",
            "beaches-of-Fiji 東京.heic",
            Instant.parse("1950-01-02T03:04:05.000006Z"),
            "NIKON D300",
            GeoPoint.of(-17.7, 179.9),
            "Fiji",
            "Running children",
            List.of("holiday"));
    private final Photo tonga = photo(
            "tonga",
            "DSC0042.NEF",
            Instant.parse("2021-12-31T23:59:59.999999Z"),
            "NIKON D300",
            GeoPoint.of(-21.1, -175.2),
            "Tonga",
            "Whales",
            List.of());
    private final Photo plain = completed(Photos.upload(owner, "plain"), 2, PhotoMetadata.NONE, List.of("Été"));

    /** The index that works. */
    protected abstract PhotoIndex open();

    /** An index at an address where nothing answers. */
    protected abstract PhotoIndex openAway();

    @BeforeAll
    void fill() {
        assertThat(apply(upsert(arezzo), upsert(fiji), upsert(tonga), upsert(plain)))
                .containsOnly(new Applied());
        index.refresh();
    }

    @AfterAll
    void close() {
        index.apply(List.of(remove(arezzo, 9), remove(fiji, 9), remove(tonga, 9), remove(plain, 9)))
                .join();
        index.close();
    }

    @Test
    void withoutConditionsFindsAllNewestFirst() {
        SearchResult result = index.search(SearchQuery.all(owner, 10));

        assertThat(result.total()).isEqualTo(4);
        assertThat(result.hits()).containsExactly(plain.id(), tonga.id(), arezzo.id(), fiji.id());
    }

    @Test
    void findsOnlyTheOwnersPhotos() {
        assertThat(index.search(SearchQuery.all(owner(), 10)).total()).isZero();
        assertThat(index.search(new Asked(owner()).ids(List.of(arezzo.id())).query())
                        .hits())
                .isEmpty();
    }

    @Test
    void findsWordsOfEveryField() {
        assertThat(found("IMG_1234")).containsExactly(arezzo.id());
        assertThat(found("1234")).containsExactly(arezzo.id());
        assertThat(found("canon")).containsExactly(arezzo.id());
        assertThat(found("450D")).containsExactly(arezzo.id());
        assertThat(found("18-55mm")).containsExactlyInAnyOrder(arezzo.id(), fiji.id(), tonga.id());
        assertThat(found("Toscana")).containsExactly(arezzo.id());
        assertThat(found("vecchia")).containsExactly(arezzo.id());
        assertThat(found("holiday")).containsExactlyInAnyOrder(arezzo.id(), fiji.id());
        assertThat(found("mine")).containsExactlyInAnyOrder(arezzo.id(), fiji.id(), tonga.id());
        assertThat(found("nothing like it")).isEmpty();
    }

    @Test
    void mindsNeitherCaseNorAccentsNorEndings() {
        assertThat(found("CITTA")).containsExactly(arezzo.id());
        assertThat(found("ete")).containsExactlyInAnyOrder(arezzo.id(), plain.id());
        assertThat(found("beach")).containsExactly(fiji.id());
        assertThat(found("whale")).containsExactly(tonga.id());
        assertThat(found("run")).containsExactly(fiji.id());
        assertThat(found("東京")).containsExactly(fiji.id());
    }

    @Test
    void findsBeginningsOfWordsWhileTyping() {
        assertThat(found("arez")).containsExactly(arezzo.id());
        assertThat(found("tos")).containsExactly(arezzo.id());
        assertThat(found("dsc00")).containsExactly(tonga.id());
        assertThat(found("rezzo")).isEmpty();
    }

    @Test
    void everyWordMustBeFoundInWhateverField() {
        assertThat(found("arezzo canon holiday")).containsExactly(arezzo.id());
        assertThat(found("arezzo nikon")).isEmpty();
    }

    @Test
    void onlyMarksFindNothingAndBlanksAskForNothing() {
        assertThat(found("!!! ---")).isEmpty();
        assertThat(found("   ")).hasSize(4);
    }

    @Test
    void rangesOfTimeIncludeTheirStartAndNotTheirEnd() {
        Instant taken = Instant.parse("2021-07-14T09:30:15.250Z");

        assertThat(ids(new Asked(owner).from(taken))).contains(arezzo.id());
        assertThat(ids(new Asked(owner).from(taken.plusNanos(1_000)))).doesNotContain(arezzo.id());
        assertThat(ids(new Asked(owner).until(taken))).doesNotContain(arezzo.id());
        assertThat(ids(new Asked(owner).until(taken.plusNanos(1_000)))).contains(arezzo.id());
        assertThat(ids(new Asked(owner).until(Instant.parse("1960-01-01T00:00:00Z"))))
                .containsExactly(fiji.id());
    }

    @Test
    void findsInABoxAlsoAcrossTheDateLine() {
        assertThat(ids(new Asked(owner).within(new GeoBox(44, 11, 43, 12)))).containsExactly(arezzo.id());
        assertThat(ids(new Asked(owner).within(new GeoBox(-10, 170, -30, -170))))
                .containsExactlyInAnyOrder(fiji.id(), tonga.id());
        assertThat(ids(new Asked(owner).within(new GeoBox(90, -180, -90, 180)))).hasSize(3);
    }

    @Test
    void findsWithinARadius() {
        GeoPoint near = GeoPoint.of(43.4684, 11.8950); // a kilometre to the east
        assertThat(ids(new Asked(owner).near(new GeoCircle(near, 1_200)))).containsExactly(arezzo.id());
        assertThat(ids(new Asked(owner).near(new GeoCircle(near, 800)))).isEmpty();
    }

    @Test
    void findsAmongGivenIdsAndByExactCameraAndTag() {
        assertThat(ids(new Asked(owner).ids(List.of(tonga.id(), fiji.id())))).containsExactly(tonga.id(), fiji.id());
        assertThat(ids(new Asked(owner).camera("NIKON D300"))).containsExactly(tonga.id(), fiji.id());
        assertThat(ids(new Asked(owner).camera("nikon"))).isEmpty();
        assertThat(ids(new Asked(owner).tag("été"))).containsExactly(arezzo.id());
        assertThat(ids(new Asked(owner).tag("Été"))).containsExactly(plain.id());
        assertThat(ids(new Asked(owner).tag("holiday").camera("NIKON D300"))).containsExactly(fiji.id());
    }

    @Test
    void countsFacetsOfTheMatches() {
        SearchResult all = index.search(SearchQuery.all(owner, 0));

        assertThat(all.hits()).isEmpty();
        assertThat(all.facets().keySet()).containsExactlyInAnyOrder("camera", "year", "place", "tag");
        assertThat(all.facets().get("camera"))
                .containsExactly(new Facet("NIKON D300", 2), new Facet("Canon EOS 450D", 1));
        assertThat(all.facets().get("year"))
                .containsExactly(new Facet("2021", 2), new Facet("1950", 1), new Facet("2024", 1));
        assertThat(all.facets().get("place")).contains(new Facet("Arezzo, Toscana, Italia", 1));
        assertThat(all.facets().get("tag")).startsWith(new Facet("mine", 3), new Facet("holiday", 2));

        assertThat(index.search(new Asked(owner).camera("Canon EOS 450D").query())
                        .facets()
                        .get("year"))
                .containsExactly(new Facet("2021", 1));
    }

    @Test
    void pagesThroughHits() {
        assertThat(index.search(new Asked(owner).page(2, 0).query()).hits()).containsExactly(plain.id(), tonga.id());
        SearchResult second = index.search(new Asked(owner).page(2, 2).query());
        assertThat(second.hits()).containsExactly(arezzo.id(), fiji.id());
        assertThat(second.total()).isEqualTo(4);
    }

    @Test
    void aHigherRankComesFirstAmongEqualMatchesButNotByDate() {
        UserId other = owner();
        Photo newer = completed(Photos.upload(other, "newer"), 2, PhotoMetadata.NONE, List.of("harbour"));
        Photo high =
                Photos.ranked(1, completed(Photos.upload(other, "high"), 2, PhotoMetadata.NONE, List.of("harbour")));
        Photo low =
                Photos.ranked(0.25, completed(Photos.upload(other, "low"), 2, PhotoMetadata.NONE, List.of("harbour")));
        apply(upsert(newer), upsert(high), upsert(low));
        index.refresh();

        Asked words = new Asked(other).text("harbour");
        SearchResult byRelevance = index.search(words.query());
        assertThat(byRelevance.hits()).containsExactly(high.id(), low.id(), newer.id());
        double alike = byRelevance.relevance().get(newer.id());
        assertThat(alike).isPositive();
        assertThat(byRelevance.relevance().values())
                .allSatisfy(one -> assertThat(one).isCloseTo(alike, within(1e-6)));
        assertThat(ids(new Asked(other).by(new Order.Relevance(RankWeight.DEFAULT))))
                .as("without words")
                .containsExactly(high.id(), low.id(), newer.id());

        List<PhotoId> byDate = ids(words.by(new Order.Newest()));
        assertThat(ids(words.by(new Order.Relevance(new RankWeight(0)))))
                .as("without weight")
                .isEqualTo(byDate);
        assertThat(ids(new Asked(other))).isEqualTo(byDate);
        assertThat(index.search(words.by(new Order.Newest()).query()).relevance())
                .isEmpty();
        assertThat(index.search(words.collapsed().query()).relevance()).isEmpty();
        index.apply(List.of(remove(newer, 9), remove(high, 9), remove(low, 9))).join();
    }

    @Test
    void aGivenOrderIsKeptAndLetsNoOthersIn() {
        Asked given = new Asked(owner).by(new Order.Given(List.of(fiji.id(), plain.id(), arezzo.id())));

        assertThat(ids(given)).containsExactly(fiji.id(), plain.id(), arezzo.id());
        assertThat(ids(given.text("holiday").by(given.query().order())))
                .as("with a condition")
                .containsExactly(fiji.id(), arezzo.id());
        assertThat(ids(given.ids(List.of(arezzo.id(), tonga.id())))).containsExactly(arezzo.id());
        SearchResult second = index.search(given.page(1, 1).query());
        assertThat(second.hits()).containsExactly(plain.id());
        assertThat(second.total()).isEqualTo(3);
        assertThat(ids(given.page(2, 3))).as("beyond the last").isEmpty();
        assertThat(index.search(new Asked(owner).by(new Order.Given(List.of())).query()))
                .as("nothing is given")
                .returns(0L, SearchResult::total)
                .returns(List.of(), SearchResult::hits);
    }

    @Test
    void collapsedItShowsTheBestOfEachGroupThatMatches() {
        UserId other = owner();
        Photo single = tagged(other, "single");
        Photo best = tagged(other, "best", "sharp");
        Photo worse = tagged(other, "worse", "blurred");
        DuplicateGroup group = new DuplicateGroup(worse.id(), Kind.BURST, best.id(), 2);
        apply(upsert(single), upsert(Photos.in(group, best)), upsert(Photos.in(group, worse)));
        index.refresh();

        Asked asked = new Asked(other).collapsed();
        SearchResult all = index.search(asked.query());
        assertThat(all.hits()).containsExactlyInAnyOrder(single.id(), best.id());
        assertThat(all.total()).isEqualTo(2);
        assertThat(ids(asked.tag("blurred"))).containsExactly(worse.id());
        assertThat(ids(asked.by(new Order.Given(List.of(worse.id(), best.id(), single.id())))))
                .as("in a given order")
                .containsExactly(best.id(), single.id());
        assertThat(ids(asked.text("sharp"))).containsExactly(best.id());
        assertThat(List.of(page(asked, 0), page(asked, 1), page(asked, 2)))
                .as("page by page")
                .containsExactly(List.of(all.hits().get(0)), List.of(all.hits().get(1)), List.of());
        assertThat(ids(new Asked(other))).as("not collapsed").hasSize(3);
    }

    private List<PhotoId> page(Asked asked, int offset) {
        return ids(asked.page(1, offset));
    }

    private static Photo tagged(UserId owner, String seed, String... tags) {
        return completed(Photos.upload(owner, seed), 2, PhotoMetadata.NONE, List.of(tags));
    }

    @Test
    void findsAPhotoByTheNameOfItsPlaceThoughNobodyWroteIt() {
        UserId other = owner();
        Photo named = completed(Photos.upload(other, "named"), 2, Photos.richMetadata(), List.of());
        Photo bare = completed(Photos.upload(other, "bare"), 2, PhotoMetadata.NONE, List.of());
        apply(upsert(named), upsert(bare));
        index.refresh();

        for (String words : List.of("tuscany", "arezzo italy", "tusc")) {
            assertThat(index.search(new Asked(other).text(words).query()).hits())
                    .as(words)
                    .containsExactly(named.id());
        }
        apply(remove(named, 3), remove(bare, 3));
    }

    @Test
    void theBestMatchComesFirst() {
        UserId other = owner();
        Photo byCamera = completed(
                Photos.upload(other, "x"),
                2,
                Photos.written("Beach camera", "Somewhere", "Nothing", List.of()),
                List.of());
        Photo byTitle = completed(
                Photos.upload(other, "y"), 2, Photos.written("Canon", "Somewhere", "Beach", List.of()), List.of());
        apply(upsert(byCamera), upsert(byTitle));
        index.refresh();

        assertThat(index.search(new Asked(other).text("beach").query()).hits())
                .containsExactly(byTitle.id(), byCamera.id());
    }

    @Test
    void aNewerVersionReplacesAndAnOlderOrEqualOneIsStale() {
        UserId other = owner();
        Upload upload = Photos.upload(other, "versions");
        Photo third = completed(upload, 3, PhotoMetadata.NONE, List.of("third"));
        Photo second = completed(upload, 2, PhotoMetadata.NONE, List.of("second"));

        assertThat(apply(upsert(third))).containsExactly(new Applied());
        assertThat(apply(upsert(second))).containsExactly(new Stale());
        assertThat(apply(upsert(third))).containsExactly(new Stale());
        assertThat(apply(remove(third, 2))).containsExactly(new Stale());
        index.refresh();

        assertThat(ids(new Asked(other).tag("third"))).containsExactly(upload.id());
        assertThat(ids(new Asked(other).tag("second"))).isEmpty();
    }

    @Test
    void aLateUpsertDoesNotBringBackWhatWasRemoved() {
        UserId other = owner();
        Photo photo = completed(Photos.upload(other, "removed"), 2, PhotoMetadata.NONE, List.of());

        assertThat(apply(upsert(photo))).containsExactly(new Applied());
        assertThat(apply(remove(photo, 3))).containsExactly(new Applied());
        index.refresh();
        assertThat(apply(upsert(photo))).containsExactly(new Stale());
        index.refresh();

        assertThat(ids(new Asked(other))).isEmpty();
    }

    @Test
    void aRemovalThatComesBeforeItsUpsertStillWins() {
        UserId other = owner();
        Photo photo = completed(Photos.upload(other, "never there"), 2, PhotoMetadata.NONE, List.of());

        assertThat(apply(remove(photo, 3))).containsExactly(new Applied());
        assertThat(apply(upsert(photo))).containsExactly(new Stale());
    }

    @Test
    void aRevivedPhotoIsTakenAgain() {
        UserId other = owner();
        Upload upload = Photos.upload(other, "revived");
        apply(remove(completed(upload, 2, PhotoMetadata.NONE, List.of()), 3));

        assertThat(apply(upsert(completed(upload, 5, PhotoMetadata.NONE, List.of()))))
                .containsExactly(new Applied());
    }

    @Test
    void tellsTheOutcomeOfEachChangeInOrder() {
        UserId other = owner();
        Photo one = completed(Photos.upload(other, "one"), 5, PhotoMetadata.NONE, List.of());
        Photo two = completed(Photos.upload(other, "two"), 5, PhotoMetadata.NONE, List.of());
        apply(upsert(two));

        assertThat(apply(upsert(one), upsert(two), remove(one, 6), upsert(one)))
                .containsExactly(new Applied(), new Stale(), new Applied(), new Stale());
        assertThat(index.apply(List.of()).join()).isEmpty();
    }

    @Test
    void refusesMoreChangesThanFit() {
        List<IndexChange> changes = IntStream.rangeClosed(0, 1_000)
                .<IndexChange>mapToObj(number -> remove(plain, 1))
                .toList();

        assertThatThrownBy(() -> index.apply(changes)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aChangeCanBeFoundSoonWithoutARefresh() {
        UserId other = owner();
        apply(upsert(completed(Photos.upload(other, "soon"), 2, PhotoMetadata.NONE, List.of())));

        await().atMost(Duration.ofSeconds(5))
                .until(() -> index.search(SearchQuery.all(other, 1)).total() == 1);
    }

    @Test
    void scansEveryDocumentWithItsVersion() {
        UserId other = owner();
        Map<PhotoId, Long> expected = new HashMap<>();
        List<IndexChange> changes = new ArrayList<>();
        for (int number = 0; number < 1_000; number++) {
            Photo photo = completed(Photos.upload(other, "scan " + number), 2L + number, PhotoMetadata.NONE, List.of());
            expected.put(photo.id(), photo.version());
            changes.add(upsert(photo));
        }
        index.apply(changes).join();
        index.refresh();

        Map<PhotoId, Long> scanned = new HashMap<>();
        index.scan((photo, version) -> assertThat(scanned.put(photo, version)).isNull());

        assertThat(scanned).containsAllEntriesOf(expected).containsEntry(arezzo.id(), 2L);

        scanned.clear();
        index.scan(
                other,
                (photo, version) -> assertThat(scanned.put(photo, version)).isNull());
        assertThat(scanned).as("of one owner").isEqualTo(expected);
        assertThat(index.apply(expected.entrySet().stream()
                                .<IndexChange>map(entry -> new Remove(other, entry.getKey(), entry.getValue() + 1))
                                .toList())
                        .join())
                .containsOnly(new Applied());
    }

    @Test
    void checkPassesWhenItWorks() {
        index.check();
    }

    @Test
    void whenItIsAwayChangesAreToBeTriedAgain() {
        try (PhotoIndex away = openAway()) {
            assertThat(away.apply(List.of(upsert(plain), remove(plain, 3))).join())
                    .hasSize(2)
                    .allMatch(Retry.class::isInstance);
            assertThatThrownBy(away::check).isInstanceOf(UnavailableException.class);
            assertThatThrownBy(() -> away.search(SearchQuery.all(owner, 1))).isInstanceOf(UnavailableException.class);
        }
    }

    private List<IndexOutcome> apply(IndexChange... changes) {
        return index.apply(List.of(changes)).join();
    }

    private List<PhotoId> found(String text) {
        return ids(new Asked(owner).text(text));
    }

    private List<PhotoId> ids(Asked asked) {
        return index.search(asked.query()).hits();
    }

    private static Upsert upsert(Photo photo) {
        return new Upsert(photo);
    }

    private static Remove remove(Photo photo, long version) {
        return new Remove(photo.owner(), photo.id(), version);
    }

    private Photo photo(
            String seed,
            String fileName,
            Instant takenAt,
            String camera,
            GeoPoint location,
            String place,
            String title,
            List<String> keywords) {
        Upload template = Photos.upload(owner, seed);
        Upload upload =
                new Upload(owner, template.content(), fileName, template.format(), 1_000, 4_000, 3_000, UPLOADED);
        PhotoMetadata metadata = new PhotoMetadata(
                Optional.of(new TakenAt(takenAt, TakenAt.ZoneSource.OFFSET_TAG, Optional.empty())),
                new Camera(Optional.empty(), Optional.of(camera), Optional.of("EF-S 18-55mm")),
                Exposure.UNKNOWN,
                Optional.of(location),
                1,
                Optional.of(title),
                Optional.of(place),
                keywords,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
        return completed(upload, 2, metadata, List.of("mine"));
    }

    private static Photo completed(Upload upload, long version, PhotoMetadata metadata, List<String> tags) {
        return new Photo(
                upload,
                PhotoStatus.COMPLETED,
                version,
                Optional.of(Photos.developed(metadata)),
                Optional.empty(),
                tags);
    }

    private static UserId owner() {
        return new UserId("contract-" + UUID.randomUUID());
    }

    /** A query, condition by condition. */
    private record Asked(SearchQuery query) {
        Asked(UserId owner) {
            this(SearchQuery.all(owner, 20));
        }

        Asked text(String text) {
            return with(Optional.of(text), query.from(), query.until(), query.within(), query.near())
                    .by(new Order.Relevance(RankWeight.DEFAULT));
        }

        Asked by(Order order) {
            return new Asked(query.by(order));
        }

        Asked from(Instant from) {
            return with(query.text(), Optional.of(from), query.until(), query.within(), query.near());
        }

        Asked until(Instant until) {
            return with(query.text(), query.from(), Optional.of(until), query.within(), query.near());
        }

        Asked within(GeoBox box) {
            return with(query.text(), query.from(), query.until(), Optional.of(box), query.near());
        }

        Asked near(GeoCircle circle) {
            return with(query.text(), query.from(), query.until(), query.within(), Optional.of(circle));
        }

        Asked ids(List<PhotoId> ids) {
            return exact(ids, query.camera(), query.tag(), query.limit(), query.offset());
        }

        Asked camera(String camera) {
            return exact(query.ids(), Optional.of(camera), query.tag(), query.limit(), query.offset());
        }

        Asked tag(String tag) {
            return exact(query.ids(), query.camera(), Optional.of(tag), query.limit(), query.offset());
        }

        Asked page(int limit, int offset) {
            return exact(query.ids(), query.camera(), query.tag(), limit, offset);
        }

        private Asked with(
                Optional<String> text,
                Optional<Instant> from,
                Optional<Instant> until,
                Optional<GeoBox> within,
                Optional<GeoCircle> near) {
            return new Asked(new SearchQuery(
                    query.owner(),
                    text,
                    from,
                    until,
                    within,
                    near,
                    query.ids(),
                    query.camera(),
                    query.tag(),
                    query.collapse(),
                    query.order(),
                    query.limit(),
                    query.offset()));
        }

        private Asked exact(List<PhotoId> ids, Optional<String> camera, Optional<String> tag, int limit, int offset) {
            return new Asked(new SearchQuery(
                    query.owner(),
                    query.text(),
                    query.from(),
                    query.until(),
                    query.within(),
                    query.near(),
                    ids,
                    camera,
                    tag,
                    query.collapse(),
                    query.order(),
                    limit,
                    offset));
        }

        Asked collapsed() {
            return new Asked(new SearchQuery(
                    query.owner(),
                    query.text(),
                    query.from(),
                    query.until(),
                    query.within(),
                    query.near(),
                    query.ids(),
                    query.camera(),
                    query.tag(),
                    true,
                    query.order(),
                    query.limit(),
                    query.offset()));
        }
    }
}
