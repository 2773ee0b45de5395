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
        String id = id(spec);
        MediaSource source = Sources.open(spec, home.resolve("cache"));
        try {
            List<String> keys = source.keys();
            if (keys.isEmpty()) {
                throw new InvalidInput("no-images", "There is no image below that folder. FastLabel reads jpg, jpeg, png, webp, "
                        + "gif and bmp files; hidden files and folders are left out.");
            }
            return new OpenDataset(id, name(spec), CatalogStore.open(home.resolve("datasets").resolve(id), keys), source);
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
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
        String tile = spec instanceof SourceSpec.Sprite s ? "|" + s.tile() : "";
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((spec.location().orElseThrow() + tile).getBytes(StandardCharsets.UTF_8));
            return spec.type() + "-" + HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
