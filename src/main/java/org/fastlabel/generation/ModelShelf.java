package org.fastlabel.generation;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.fastlabel.api.NotFound;
import org.fastlabel.checkpoint.LocalFolders;

/** The models that there are: the embedded one and the folders that were added. Nothing here loads one. Safe from any thread. */
final class ModelShelf {

    static final String EMBEDDED = "embedded";

    private final LocalFolders folders;
    private final Path embedded;
    /** What was read without complaint; the configuration of a model does not change under it. */
    private final Map<Path, KnownModel> read = new ConcurrentHashMap<>();

    /** @param embedded its folder, or null where this build has none */
    ModelShelf(Path home, Path embedded) {
        this.folders = new LocalFolders(home.resolve("generation").resolve("folders.json"));
        this.embedded = embedded;
    }

    List<KnownModel> all() {
        List<KnownModel> all = new ArrayList<>();
        if (embedded != null) {
            all.add(known(EMBEDDED, embedded.getFileName() + ", embedded", embedded));
        }
        Map<String, Integer> names = new HashMap<>();
        for (Path folder : folders.all()) {
            String name = String.valueOf(folder.getFileName());
            int before = names.merge(name, 1, Integer::sum);
            all.add(known(id(folder), before == 1 ? name : name + " (" + before + ")", folder));
        }
        return all;
    }

    private KnownModel known(String id, String name, Path path) {
        KnownModel before = read.get(path);
        if (before != null && before.present()) {
            return before;
        }
        KnownModel now = KnownModel.read(id, name, path, id.equals(EMBEDDED));
        if (now.error() == null) {
            read.put(path, now);
        } else {
            read.remove(path);
        }
        return now;
    }

    /** Readable, the same for the same folder, different for folders of the same name. */
    private static String id(Path folder) {
        CRC32 crc = new CRC32();
        crc.update(folder.toString().getBytes(StandardCharsets.UTF_8));
        return String.valueOf(folder.getFileName()).replaceAll("[^A-Za-z0-9._-]", "_") + "-" + String.format("%08x", crc.getValue());
    }

    Optional<KnownModel> find(String id) {
        return all().stream().filter(m -> m.id().equals(id)).findFirst();
    }

    /** @throws NotFound with code {@code unknown-model} */
    KnownModel require(String id) {
        return find(id).orElseThrow(() -> new NotFound("unknown-model", "There is no model \"" + (id.length() > 100 ? id.substring(0, 100) + "…"
                : id) + "\"."));
    }

    /** @return its id @throws org.fastlabel.api.InvalidInput when it is no model; nothing is added then */
    String add(Path folder) {
        FluxFolder.read(folder).check();
        folders.add(folder);
        return id(folder);
    }

    void remove(KnownModel model) {
        folders.remove(model.path());
        read.remove(model.path());
    }
}
