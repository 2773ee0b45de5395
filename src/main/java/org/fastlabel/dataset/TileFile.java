package org.fastlabel.dataset;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.fastlabel.media.image.PictureRows;

/**
 * The tiles of a sheet as raw RGB, one after the other, mapped into memory: the sheet is decoded once, afterwards a tile is one
 * copy of a few kilobytes, and the pages of the file belong to the operating system, not to the heap.
 */
final class TileFile {

    private final MappedByteBuffer tiles;
    private final int tileBytes;

    private TileFile(MappedByteBuffer tiles, int tileBytes) {
        this.tiles = tiles;
        this.tileBytes = tileBytes;
    }

    /** @param side of a tile in pixels */
    static TileFile map(Path file, int side) throws IOException {
        // A mapping, because an interrupted thread would close a channel for all others.
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new TileFile(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()), side * side * 3);
        }
    }

    /** @return a new array of {@code side * side * 3} bytes */
    byte[] tile(int index) {
        byte[] rgb = new byte[tileBytes];
        tiles.get(index * tileBytes, rgb);
        return rgb;
    }

    /** Writes the file for a sheet; it appears under its name only when it is complete. */
    static void write(PictureRows sheet, int side, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Path unfinished = Files.createTempFile(file.getParent(), "sheet", ".tmp");
        try {
            try (var out = Files.newOutputStream(unfinished)) {
                int row = sheet.width() * 3;
                int tileRow = side * 3;
                byte[] line = new byte[row];
                byte[] band = new byte[row * side];
                for (int y = 0; y < sheet.height(); y++) {
                    sheet.read(line, 0);
                    int within = y % side;
                    for (int x = 0; x < row; x += tileRow) {
                        System.arraycopy(line, x, band, (x / tileRow * side + within) * tileRow, tileRow);
                    }
                    if (within == side - 1) {
                        out.write(band);
                    }
                }
                sheet.verify();
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
