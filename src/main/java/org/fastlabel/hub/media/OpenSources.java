package org.fastlabel.hub.media;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fastlabel.api.Settings;
import org.fastlabel.dataset.MediaSource;
import org.fastlabel.dataset.SourceSpec;
import org.fastlabel.dataset.Sources;

/** Keeps the sources open that were read last. Safe from any thread. */
@ApplicationScoped
public class OpenSources {

    private static final int KEPT = 8;

    /** A source that goes is not closed, as somebody may be reading it: its files go with it. */
    private final Map<SourceSpec, MediaSource> open = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SourceSpec, MediaSource> eldest) {
            return size() > KEPT;
        }
    };

    /** The first time it may take seconds: a folder is listed, a sheet unpacked. @throws org.fastlabel.api.InvalidInput as {@link Sources#open} */
    public MediaSource of(SourceSpec spec) {
        synchronized (open) {
            MediaSource known = open.get(spec);
            if (known != null) {
                return known;
            }
        }
        MediaSource opened = Sources.open(spec, Settings.home().resolve("cache"));
        synchronized (open) {
            MediaSource first = open.putIfAbsent(spec, opened);
            return first == null ? opened : first;
        }
    }

    /** Opened anew, as a data set is taken from what is there now. */
    MediaSource again(SourceSpec spec) {
        MediaSource opened = Sources.open(spec, Settings.home().resolve("cache"));
        synchronized (open) {
            open.put(opened.spec(), opened);
        }
        return opened;
    }
}
