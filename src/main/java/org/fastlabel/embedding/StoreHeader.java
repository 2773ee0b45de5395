package org.fastlabel.embedding;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the files of a store hold, as a few lines of text beside them.
 *
 * @param embedder the id of who made the rows
 * @param order    of the bytes: a store that was carried to a machine of the other kind is no use there
 */
record StoreHeader(String embedder, int dim, String order) {

    static final String MATRIX = "matrix.f16";
    static final String RECORDS = "rows.rec";
    private static final String FILE = "store.txt";
    private static final int MOST_BYTES = 1000;
    private static final Pattern TEXT = Pattern.compile("FastLabel embeddings 2\nembedder (.{1,300})\ndim (\\d{1,5})\norder (\\w+)\n");
    private static final System.Logger LOG = System.getLogger(StoreHeader.class.getName());

    static StoreHeader of(String embedder, int dim) {
        return new StoreHeader(embedder, dim, ByteOrder.nativeOrder().toString());
    }

    private String text() {
        return "FastLabel embeddings 2\nembedder " + embedder + "\ndim " + dim + "\norder " + order + "\n";
    }

    /** Of the store in a folder; empty where there is none, or none that can be understood. */
    static Optional<StoreHeader> read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                return Optional.empty();
            }
            Matcher text = TEXT.matcher(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            return text.matches() ? Optional.of(new StoreHeader(text.group(1), Integer.parseInt(text.group(2)), text.group(3)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Makes sure that what lies in the folder is of this kind: other files are put aside under another name, and a header is written. */
    void claim(Path folder) throws IOException {
        if (read(folder).filter(this::equals).isPresent()) {
            return;
        }
        List<String> foreign = new ArrayList<>();
        // The last one is of the layout without checksums.
        for (String name : List.of(FILE, MATRIX, RECORDS, "rows.u8")) {
            Path file = folder.resolve(name);
            if (Files.exists(file)) {
                Files.move(file, folder.resolve(name + ".aside"), StandardCopyOption.REPLACE_EXISTING);
                foreign.add(name);
            }
        }
        if (!foreign.isEmpty()) {
            LOG.log(System.Logger.Level.WARNING, "The embedding store {0} is damaged or of another kind; {1} were put aside and the items "
                    + "are embedded again.", folder.getFileName(), String.join(", ", foreign));
        }
        Path unfinished = folder.resolve(FILE + ".tmp");
        try (FileChannel out = FileChannel.open(unfinished, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(text().getBytes(StandardCharsets.UTF_8)));
            out.force(true);
        }
        Files.move(unfinished, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
