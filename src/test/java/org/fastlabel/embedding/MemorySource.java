package org.fastlabel.embedding;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.dataset.MediaSource;
import org.fastlabel.dataset.SourceSpec;
import org.fastlabel.dataset.Stamp;
import org.fastlabel.media.image.Raster;

/** Texts in memory that can be changed, as files can. */
final class MemorySource implements MediaSource {

    final Map<String, String> texts = new ConcurrentHashMap<>();
    final Map<String, Stamp> stamps = new ConcurrentHashMap<>();
    final AtomicInteger hashed = new AtomicInteger();

    void put(String key, String text, long modified) {
        texts.put(key, text);
        stamps.put(key, new Stamp(text.length(), modified));
    }

    @Override
    public SourceSpec spec() {
        return new SourceSpec.Sample();
    }

    @Override
    public MediaKind kind() {
        return MediaKind.TEXT;
    }

    @Override
    public List<String> keys() {
        return List.copyOf(texts.keySet());
    }

    @Override
    public Raster image(String key) {
        throw new IllegalStateException("a text has no picture");
    }

    @Override
    public Original original(String key) {
        throw new IllegalStateException("nobody asks for it");
    }

    @Override
    public String text(String key) {
        String text = texts.get(key);
        if (text == null) {
            throw new InvalidInput("unreadable-item", "The file is no longer there.");
        }
        return text;
    }

    @Override
    public Stamp stamp(String key) {
        text(key);
        return stamps.get(key);
    }

    @Override
    public long contentHash(String key) {
        hashed.incrementAndGet();
        return text(key).hashCode();
    }

    @Override
    public void close() {
    }
}
