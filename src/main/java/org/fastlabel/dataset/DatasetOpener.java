package org.fastlabel.dataset;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.fastlabel.api.InvalidInput;

/** Opens data sets: lists their items and gives each its stable id. */
public final class DatasetOpener {

    private DatasetOpener() {
    }

    /**
     * Lists the items and opens the catalogue of ids. May take seconds for a large folder or a new sprite sheet.
     *
     * @param home below which catalogues and tile caches are kept
     * @throws InvalidInput when the source cannot be used, e.g. holds no item
     */
    public static OpenDataset open(SourceSpec spec, Path home) {
        MediaSource source = Sources.open(spec, home.resolve("cache"));
        try {
            List<String> keys = source.keys();
            if (keys.isEmpty()) {
                throw nothing(source.kind());
            }
            // As the source understood it: a column that was not named is known only now.
            String id = id(source.spec());
            return new OpenDataset(id, name(spec), CatalogStore.open(home.resolve("datasets").resolve(id), keys), source);
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private static InvalidInput nothing(MediaKind kind) {
        return switch (kind) {
            case IMAGE -> new InvalidInput("no-images", "There is no image below that folder. " + reads("jpg, jpeg, png, webp, gif and bmp"));
            case AUDIO -> new InvalidInput("no-sounds", "There is no sound below that folder. " + reads("wav, mp3, flac and ogg"));
            case TEXT -> new InvalidInput("no-texts", "There is no text below that folder. " + reads("txt and md"));
        };
    }

    private static String reads(String endings) {
        return "FastLabel reads " + endings + " files; hidden files and folders are left out.";
    }

    private static String name(SourceSpec spec) {
        return spec.location().map(p -> p.getFileName() == null ? p.toString() : p.getFileName().toString())
                .orElse("Portraits (sample)");
    }

    /** The same source has the same id for ever: labels and embeddings are filed under it. */
    static String id(SourceSpec spec) {
        if (spec instanceof SourceSpec.Sample) {
            return "sample";
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((spec.path() + spec.distinction()).getBytes(StandardCharsets.UTF_8));
            return spec.type() + "-" + HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
