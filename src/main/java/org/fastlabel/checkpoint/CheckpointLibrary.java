package org.fastlabel.checkpoint;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.NotFound;
import org.fastlabel.api.Settings;
import org.fastlabel.checkpoint.Checkpoint.Source;
import org.fastlabel.checkpoint.Checkpoint.State;
import org.fastlabel.clip.ClipConfig;
import org.fastlabel.clip.ConfigReader;
import org.fastlabel.clip.EmbeddedCheckpoint;

/** The checkpoints of this server: the embedded one, folders, and the hub's. */
@ApplicationScoped
public class CheckpointLibrary implements Checkpoints {

    private static final String FOLDER = "folder:";

    private LocalFolders folders() {
        return new LocalFolders(root().resolve("folders.json"));
    }

    private static Path root() {
        return Settings.home().resolve("checkpoints");
    }

    @Override
    public List<Checkpoint> list() {
        List<Checkpoint> list = new ArrayList<>();
        list.add(embedded());
        Catalogue.ALL.forEach(known -> list.add(hub(known.name())));
        localFolders().forEach(folder -> list.add(local(folder)));
        return list;
    }

    private List<Path> localFolders() {
        List<Path> all = new ArrayList<>(folders().all());
        pinnedFolder().filter(f -> !all.contains(f)).ifPresent(all::add);
        return all;
    }

    @Override
    public Checkpoint find(String id) {
        if (id.equals(EmbeddedCheckpoint.NAME)) {
            return embedded();
        }
        Optional<Path> folder = localFolders().stream().filter(f -> id.equals(FOLDER + f)).findFirst();
        return folder.map(CheckpointLibrary::local).or(() -> HubName.find(id).map(CheckpointLibrary::hub))
                .orElseThrow(() -> new NotFound("unknown-checkpoint", "There is no checkpoint of that name on the list."));
    }

    private static Checkpoint embedded() {
        Path folder = EmbeddedCheckpoint.folder(Settings.home());
        ClipConfig config = ConfigReader.read(folder);
        return new Checkpoint(EmbeddedCheckpoint.NAME, EmbeddedCheckpoint.NAME, "Mini CLIP, embedded", null, Source.EMBEDDED,
                config.architecture(), config.embedDim(), config.vision().imageSize(), "MIT", null,
                Disk.size(folder, CheckpointFiles.in(folder)), false, false, State.READY, null, null);
    }

    private static Checkpoint local(Path folder) {
        String name = String.valueOf(folder.getFileName());
        try {
            List<String> files = CheckpointFiles.in(folder);
            ClipConfig config = ConfigReader.read(folder);
            return new Checkpoint(FOLDER + folder, name, name, null, Source.FOLDER, config.architecture(), config.embedDim(),
                    config.vision().imageSize(), null, null, Disk.size(folder, files), true, false, State.READY, null, null);
        } catch (InvalidInput e) {
            return new Checkpoint(FOLDER + folder, name, name, null, Source.FOLDER, null, null, null, null, null, 0, true, false,
                    State.FAILED, null, e.getMessage());
        }
    }

    private static Checkpoint hub(HubName name) {
        Optional<Catalogue.Known> known = Catalogue.find(name);
        return new Checkpoint(name.id(), name.repository(), known.map(Catalogue.Known::title).orElse(name.name()), name.revision(),
                Source.HUB, known.map(Catalogue.Known::architecture).orElse(null), known.map(Catalogue.Known::dim).orElse(null),
                known.map(Catalogue.Known::imageSize).orElse(null), known.map(Catalogue.Known::license).orElse(null),
                known.map(Catalogue.Known::downloadBytes).orElse(null), 0, false, false, State.ABSENT, null, null);
    }

    @Override
    public Path folder(String id) {
        Checkpoint found = find(id);
        if (!found.ready()) {
            throw new Conflict("checkpoint-absent", found.error() != null ? found.error()
                    : found.title() + " is not here yet; download it first.");
        }
        return found.source() == Source.EMBEDDED ? EmbeddedCheckpoint.folder(Settings.home())
                : Path.of(id.substring(FOLDER.length()));
    }

    @Override
    public String download(String name, String revision) {
        throw new Conflict("hub-offline", "This build does not download yet.");
    }

    @Override
    public Checkpoint await(String id) {
        return find(id);
    }

    @Override
    public void cancel(String id) {
        find(id);
    }

    @Override
    public void remove(String id) {
        if (find(id).source() != Source.FOLDER) {
            throw new Conflict("not-removable", "That checkpoint is not FastLabel's to delete.");
        }
        folders().remove(Path.of(id.substring(FOLDER.length())));
    }

    @Override
    public String add(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new InvalidInput("bad-checkpoint", "That is not a folder.");
        }
        try {
            Path real = folder.toRealPath();
            ConfigReader.read(real);
            CheckpointFiles.verified(real);
            folders().add(real);
            return FOLDER + real;
        } catch (IOException e) {
            throw new InvalidInput("bad-checkpoint", "The folder cannot be read.", e);
        }
    }

    @Override
    public Optional<String> pinned() {
        return pinnedFolder().map(f -> FOLDER + f)
                .or(() -> Settings.checkpointName().flatMap(HubName::find).map(HubName::id));
    }

    /** A folder that exists, or is written as a path, wins over a name of the hub. */
    private static Optional<Path> pinnedFolder() {
        return Settings.checkpointName().filter(text -> Files.isDirectory(Path.of(text)) || HubName.find(text).isEmpty())
                .map(text -> Path.of(text).toAbsolutePath().normalize());
    }
}
