package dev.darkroom.flink.develop;

import dev.darkroom.core.error.ArchivedException;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.event.EventCodec;
import dev.darkroom.core.event.PhotoUploaded;
import dev.darkroom.core.event.Topic;
import dev.darkroom.core.event.UndecodableEventException;
import dev.darkroom.core.port.Port;
import dev.darkroom.core.transform.Transform;
import dev.darkroom.flink.stream.OutRecord;
import dev.darkroom.flink.stream.RawRecord;
import dev.darkroom.imaging.DevelopedPhoto;
import dev.darkroom.imaging.Developer;
import dev.darkroom.imaging.Original;
import dev.darkroom.imaging.format.Limits;
import dev.darkroom.imaging.format.LimitsSetting;
import dev.darkroom.imaging.rendition.Renderer;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import dev.darkroom.imaging.sandbox.SandboxedDeveloper;
import dev.darkroom.stores.Stores;
import dev.darkroom.stores.StoresConfig;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Flink's side of developing: threads, metrics, and where each outcome goes. */
final class DevelopFunction extends RichAsyncFunction<RawRecord, OutRecord> {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(DevelopFunction.class);
    private static final long CLOSE_SECONDS = 20;
    /** Two photos' renditions on their way while a third is decoded keep two cores busy. */
    private static final int UPLOADS_AT_ONCE = 8;

    private final Map<String, String> environment;
    private final DevelopOptions options;

    private transient Stores stores;
    private transient ExecutorService photos;
    private transient ExecutorService uploads;
    private transient RegisteredDevelopers developers;
    private transient DevelopMetrics metrics;
    private transient DevelopPhoto develop;
    private transient volatile boolean closing;

    /** {@code environment} says where the stores are. */
    DevelopFunction(Map<String, String> environment, DevelopOptions options) {
        this.environment = Map.copyOf(environment);
        this.options = options;
    }

    @Override
    public void open(OpenContext context) throws RejectedException {
        metrics = new DevelopMetrics(getRuntimeContext().getMetricGroup());
        stores = Stores.open(StoresConfig.from(environment));
        photos = Executors.newFixedThreadPool(options.photosAtOnce());
        uploads = Executors.newFixedThreadPool(UPLOADS_AT_ONCE);
        developers = RegisteredDevelopers.open(
                stores.transforms(), stores.features(), this::developer, options.photoLimit());
        develop = new DevelopPhoto(
                new DevelopPorts(stores.blobs(), stores.catalog(), stores.renditions(), stores.cache(), uploads),
                developers,
                metrics,
                Clock.systemUTC(),
                options.maxOriginalBytes());
        photos.execute(this::connect);
    }

    private Transform<Original, DevelopedPhoto> developer(RenditionRecipe recipe) throws RejectedException {
        Limits limits = LimitsSetting.from(environment);
        return options.sandbox()
                ? SandboxedDeveloper.open(options.sandboxOptions(recipe, limits), metrics)
                : new DecodeDeadline<>(
                        new Developer(Renderer.load(), limits, recipe), options.decodeLimit(), options.photosAtOnce());
    }

    /** Else the first photo would wait seconds for drivers to start. A store that is away is left for a photo to meet. */
    private void connect() {
        for (Port store : List.of(stores.catalog(), stores.blobs(), stores.cache())) {
            try {
                store.check();
            } catch (UnavailableException e) {
                LOG.debug("No connection ahead of the first photo: {}", e.getMessage());
            }
        }
    }

    @Override
    public void asyncInvoke(RawRecord record, ResultFuture<OutRecord> result) {
        photos.execute(() -> {
            try {
                result.complete(develop(record));
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
    }

    /** Whatever hangs here is not the photo's fault, which has deadlines of its own: fail, and start again. */
    @Override
    public void timeout(RawRecord record, ResultFuture<OutRecord> result) {
        result.completeExceptionally(new UnavailableException(
                "Record " + record.address() + " was not developed within " + options.photoLimit()
                        + "; check the stores. The job starts again from its checkpoint",
                null));
    }

    private List<OutRecord> develop(RawRecord record) {
        try {
            return develop
                    .develop((PhotoUploaded) EventCodec.decode(Topic.UPLOADED, record.value()))
                    .map(OutRecord::of)
                    .stream()
                    .toList();
        } catch (UndecodableEventException e) {
            return setAside(record, "undecodable: " + e.getMessage(), e);
        } catch (ArchivedException e) {
            return setAside(record, "archived: " + e.getMessage(), e);
        } catch (UnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            if (closing) {
                throw e;
            }
            return setAside(record, "unforeseen: " + e, e);
        }
    }

    /** One record must never stop the stream; nothing of it is lost, and audit finds its photo still pending. */
    private List<OutRecord> setAside(RawRecord record, String why, Exception cause) {
        LOG.error("Record {} is set aside: {}", record.address(), why, cause);
        metrics.setAside();
        return List.of(OutRecord.deadLetter(record, why));
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        if (photos != null) {
            photos.shutdown();
            if (!photos.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                photos.shutdownNow();
            }
        }
        if (developers != null) {
            developers.close();
        }
        if (uploads != null) {
            uploads.shutdownNow();
        }
        if (stores != null) {
            stores.close();
        }
    }
}
