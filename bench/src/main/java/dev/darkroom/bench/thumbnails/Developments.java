package dev.darkroom.bench.thumbnails;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.imaging.DevelopedPhoto;
import dev.darkroom.imaging.Developer;
import dev.darkroom.imaging.Original;
import dev.darkroom.imaging.rendition.RenditionFile;
import dev.darkroom.imaging.sandbox.SandboxObserver;
import dev.darkroom.imaging.sandbox.SandboxOptions;
import dev.darkroom.imaging.sandbox.SandboxedDeveloper;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.List;

/** All that Darkroom derives of a photo, by its default recipe whatever the quality asked for. */
final class Developments {
    private Developments() {}

    /** In this process. */
    static Thumbnailer here() throws RejectedException {
        Developer developer = Developer.load();
        return (photo, quality) -> files(developer.apply(photo));
    }

    /** In a worker. */
    static Thumbnailer sandboxed() throws RejectedException, IOException {
        MemoryFolder state = MemoryFolder.create();
        SandboxedDeveloper developer =
                SandboxedDeveloper.open(SandboxOptions.of(state.path()).withWorkers(1), SandboxObserver.NONE);
        return new Thumbnailer() {
            /** Whoever sends a photo here has hashed it before. */
            private final IdentityHashMap<byte[], Original> originals = new IdentityHashMap<>();

            @Override
            public List<byte[]> thumbnails(byte[] photo, int quality) throws RejectedException {
                return files(developer.apply(originals.computeIfAbsent(photo, Original::of)));
            }

            @Override
            public void close() throws IOException {
                developer.close();
                state.close();
            }
        };
    }

    private static List<byte[]> files(DevelopedPhoto photo) {
        return photo.files().stream().map(RenditionFile::bytes).toList();
    }
}
