package org.fastlabel.embedding;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How much lies in stores that nobody has open; looked at every few seconds at most, however often it is asked. */
final class StoreSizes {

    private static final long FRESH_NANOS = 3_000_000_000L;

    private final Map<Path, Look> looks = new ConcurrentHashMap<>();

    private record Look(Optional<StoreGlance> seen, long nanos) {
    }

    /** Empty where there is no store. */
    Optional<StoreGlance> at(Path folder) {
        return looks.compute(folder, (path, last) -> last != null && System.nanoTime() - last.nanos < FRESH_NANOS ? last
                : new Look(StoreGlance.at(path), System.nanoTime())).seen;
    }
}
