package org.fastlabel.dataset;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.media.image.ImageReading;
import org.fastlabel.media.image.ImageReading.Limits;
import org.fastlabel.media.image.ImageReading.Size;
import org.fastlabel.media.image.PictureRows;
import org.fastlabel.media.image.PngWriter;
import org.fastlabel.media.image.Raster;

/**
 * One picture that holds many square tiles, row by row: {@code tile-0}, {@code tile-1}, … The first opening decodes the sheet into a
 * file of raw tiles in the cache directory (seconds for 69 megapixels, a few megabytes of memory); later ones find it there,
 * until the sheet changes. Safe from any thread.
 */
public final class SpriteSource implements MediaSource {

    private static final Logger LOG = System.getLogger(SpriteSource.class.getName());
    private static final String PREFIX = "tile-";

    private final SourceSpec.Sprite spec;
    private final TileFile tiles;
    /** Of the sheet, as it was unpacked. */
    private final Stamp stamp;
    private final List<String> keys;

    private SpriteSource(SourceSpec.Sprite spec, TileFile tiles, Stamp stamp, int count) {
        this.spec = spec;
        this.tiles = tiles;
        this.stamp = stamp;
        keys = IntStream.range(0, count).mapToObj(i -> PREFIX + i).toList();
    }

    /**
     * @param cacheDir created when missing; holds width × height × 3 bytes per sheet
     * @throws InvalidInput with code {@code no-such-sheet}, {@code bad-sprite-geometry} when the sheet is no whole number of tiles,
     *         or {@code unreadable-item} when it is damaged, no picture or beyond 200 megapixels
     */
    public static SpriteSource open(SourceSpec.Sprite spec, Path cacheDir) {
        if (!Files.isRegularFile(spec.path())) {
            throw new InvalidInput("no-such-sheet", "There is no such picture, or it may not be read.");
        }
        int count = count(ImageReading.size(spec.path()), spec.tile());
        Stamp stamp = Stamp.of(spec.path());
        try {
            Path file = cacheDir.resolve(cacheName(spec));
            long bytes = (long) count * spec.tile() * spec.tile() * 3;
            // One at a time: two first openings of one sheet would both decode it.
            synchronized (SpriteSource.class) {
                if (!Files.exists(file) || Files.size(file) != bytes) {
                    decode(spec, file);
                }
            }
            return new SpriteSource(spec, TileFile.map(file, spec.tile()), stamp, count);
        } catch (IOException e) {
            throw new InvalidInput("unreadable-item", "The sheet cannot be unpacked: it is damaged, or the disk is full.", e);
        }
    }

    private static int count(Size sheet, int tile) {
        boolean whole = tile >= 1 && sheet.width() >= 1 && sheet.height() >= 1 && sheet.width() % tile == 0
                && sheet.height() % tile == 0;
        if (!whole) {
            throw new InvalidInput("bad-sprite-geometry", "The sheet has " + sheet.width() + " x " + sheet.height()
                    + " pixels, which is no whole number of tiles of " + tile + " x " + tile + ".");
        }
        long count = sheet.pixels() / ((long) tile * tile);
        if (count > FolderScan.MAX_ITEMS) {
            throw new InvalidInput("bad-sprite-geometry", "With tiles of " + tile + " x " + tile + " the sheet of "
                    + sheet.width() + " x " + sheet.height() + " pixels would hold " + count + " items; at most "
                    + FolderScan.MAX_ITEMS + " can be opened.");
        }
        return (int) count;
    }

    private static void decode(SourceSpec.Sprite spec, Path file) throws IOException {
        long start = System.nanoTime();
        try (PictureRows sheet = PictureRows.open(spec.path(), Limits.SHEET)) {
            TileFile.write(sheet, spec.tile(), file);
        } catch (InvalidInput e) {
            throw e;
        } catch (RuntimeException e) {
            throw new InvalidInput("unreadable-item", "The sheet is damaged.", e);
        }
        forgetOlder(file);
        LOG.log(Level.INFO, "Unpacked the sheet {0} in {1} ms", spec.path().getFileName(), (System.nanoTime() - start) / 1_000_000);
    }

    /** Path and tile first, so that files of earlier states of the same sheet can be told. */
    private static String cacheName(SourceSpec.Sprite spec) throws IOException {
        UUID place = UUID.nameUUIDFromBytes(spec.path().toUri().toString().getBytes(StandardCharsets.UTF_8));
        return place + "-" + spec.tile() + "-" + Files.size(spec.path()) + "-"
                + Files.getLastModifiedTime(spec.path()).toMillis() + ".tiles";
    }

    private static void forgetOlder(Path file) {
        String name = file.getFileName().toString();
        String place = name.substring(0, name.indexOf('-', 37) + 1);
        try (DirectoryStream<Path> others = Files.newDirectoryStream(file.getParent(), place + "*.tiles")) {
            for (Path other : others) {
                if (!other.equals(file)) {
                    Files.deleteIfExists(other);
                }
            }
        } catch (IOException e) {
            // On Windows a mapped file stays until its last reader is gone; it only takes space.
            LOG.log(Level.DEBUG, "An outdated tile file stays", e);
        }
    }

    @Override
    public SourceSpec spec() {
        return spec;
    }

    @Override
    public List<String> keys() {
        return keys;
    }

    @Override
    public Raster image(String key) {
        return new Raster(spec.tile(), spec.tile(), tiles.tile(index(key)));
    }

    @Override
    public Original original(String key) {
        return new Original("image/png", PngWriter.write(image(key)));
    }

    private int index(String key) {
        if (key.matches(PREFIX + "(0|[1-9][0-9]{0,6})")) {
            int index = Integer.parseInt(key.substring(PREFIX.length()));
            if (index < keys.size()) {
                return index;
            }
        }
        throw new InvalidInput("unreadable-item", "The sheet has no such tile.");
    }

    @Override
    public Stamp stamp(String key) {
        return stamp;
    }

    @Override
    public long contentHash(String key) {
        return ContentHash.of(tiles.tile(index(key)));
    }

    @Override
    public void close() {
        // The mapping goes with this object.
    }
}
