package dev.darkroom.flink.develop;

import dev.darkroom.core.transform.Transform;
import dev.darkroom.imaging.DevelopedPhoto;
import dev.darkroom.imaging.Original;
import dev.darkroom.imaging.look.LookDefinition;
import java.util.List;
import java.util.Optional;

/** Who develops photos at this moment. Safe for threads. */
interface Developers {
    /** The same for all of one photo; another one may be asked for with the next. */
    Current current();

    /**
     * Those of one moment.
     *
     * @param live makes what goes into a photo's row
     * @param shadow makes what is kept beside it, while there is a shadow
     * @param looks what photos are to be found by: the live look and its shadow, as far as there are
     */
    record Current(
            Transform<Original, DevelopedPhoto> live,
            Optional<Transform<Original, DevelopedPhoto>> shadow,
            List<LookDefinition> looks) {
        public Current {
            looks = List.copyOf(looks);
        }
    }
}
