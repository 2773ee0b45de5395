package org.fastlabel.checkpoint;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.FastLabelException;
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

    @Resource
    private ManagedExecutorService executor;

    private final VerifiedFiles verified = new VerifiedFiles();
    private LocalFolders folders;
    private HubShelf hub;

    @PostConstruct
    void open() {
        open(executor);
    }

    /** @param threads runs a download per task */
    void open(Executor threads) {
        Path root = Settings.home().resolve("checkpoints");
        folders = new LocalFolders(root.resolve("folders.json"));
        hub = new HubShelf(root.resolve("hub"), HubSettings::read, Settings::hubCache, verified, threads,
                new Download.Surroundings(LocalDisk.Space::of, (time, stop) -> stop.pause(time), new SplittableRandom(), System::nanoTime));
    }

    /** Ends what runs; what has come stays. */
    @PreDestroy
    void close() {
        hub.close();
    }

    @Override
    public List<Checkpoint> list() {
        List<Checkpoint> list = new ArrayList<>();
        list.add(embedded());
        Set<HubName> names = new LinkedHashSet<>(Catalogue.ALL.stream().map(Catalogue.Known::name).toList());
        pinnedName().ifPresent(names::add);
        names.addAll(hub.names());
        names.forEach(name -> list.add(hub.describe(name)));
        localFolders().forEach(folder -> list.add(local(folder)));
        return list;
    }

    @Override
    public Checkpoint find(String id) {
        if (id.equals(EmbeddedCheckpoint.NAME)) {
            return embedded();
        }
        Optional<Path> folder = localFolders().stream().filter(f -> id.equals(FOLDER + f)).findFirst();
        return folder.map(this::local).or(() -> HubName.find(id).map(hub::describe)).orElseThrow(() -> unknown(id));
    }

    private static NotFound unknown(String id) {
        return new NotFound("unknown-checkpoint", "There is no checkpoint \"" + (id.length() > 100 ? id.substring(0, 100) + "…" : id) + "\".");
    }

    private List<Path> localFolders() {
        Set<Path> all = new LinkedHashSet<>(folders.all());
        pinnedFolder().ifPresent(all::add);
        return List.copyOf(all);
    }

    private static Checkpoint embedded() {
        Path folder = EmbeddedCheckpoint.folder(Settings.home());
        ClipConfig config = ConfigReader.read(folder);
        return new Checkpoint(EmbeddedCheckpoint.NAME, EmbeddedCheckpoint.NAME, "Mini CLIP, embedded", null, Source.EMBEDDED,
                config.architecture(), config.embedDim(), config.vision().imageSize(), null, null,
                Disk.size(folder, CheckpointFiles.in(folder)), false, false, State.READY, null, null, null);
    }

    private Checkpoint local(Path folder) {
        String name = String.valueOf(folder.getFileName());
        boolean added = folders.all().contains(folder);
        try {
            List<String> files = verified.in(folder);
            ClipConfig config = ConfigReader.read(folder);
            return new Checkpoint(FOLDER + folder, name, name, null, Source.FOLDER, config.architecture(), config.embedDim(),
                    config.vision().imageSize(), null, null, Disk.size(folder, files), added, false, State.READY, null, null, null);
        } catch (FastLabelException e) {
            return new Checkpoint(FOLDER + folder, name, name, null, Source.FOLDER, null, null, null, null, null, 0, added, false,
                    State.FAILED, null, e.getMessage(), e.code());
        }
    }

    @Override
    public Path folder(String id) {
        Checkpoint found = find(id);
        if (!found.ready()) {
            throw new Conflict("checkpoint-absent", found.error() != null ? found.error()
                    : found.title() + " is not (completely) here; download it first.");
        }
        return switch (found.source()) {
            case EMBEDDED -> EmbeddedCheckpoint.folder(Settings.home());
            case HUB -> hub.folder(HubName.of(id, null));
            default -> Path.of(id.substring(FOLDER.length()));
        };
    }

    @Override
    public String download(String name, String revision) {
        HubName wanted = HubName.of(name, revision);
        hub.download(wanted);
        return wanted.id();
    }

    @Override
    public Checkpoint await(String id) throws InterruptedException {
        Checkpoint found = find(id);
        if (found.source() == Source.HUB) {
            hub.await(HubName.of(id, null));
        }
        return find(id);
    }

    @Override
    public void cancel(String id) {
        if (find(id).source() == Source.HUB) {
            hub.cancel(HubName.of(id, null));
        }
    }

    @Override
    public void remove(String id) {
        Checkpoint found = find(id);
        if (found.inCache()) {
            throw new Conflict("not-removable", "These files belong to the Hugging Face cache, which other programs use too.");
        } else if (found.source() == Source.HUB) {
            hub.remove(HubName.of(id, null));
        } else if (found.removable()) {
            folders.remove(Path.of(id.substring(FOLDER.length())));
        } else {
            throw new Conflict("not-removable", found.title() + " cannot be removed: it "
                    + (found.source() == Source.EMBEDDED ? "comes with the program." : "is what FASTLABEL_CHECKPOINT names."));
        }
    }

    @Override
    public String add(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new InvalidInput("bad-checkpoint", "That is not a folder.");
        }
        try {
            Path real = folder.toRealPath();
            ConfigReader.read(real);
            verified.in(real);
            folders.add(real);
            return FOLDER + real;
        } catch (IOException e) {
            throw new InvalidInput("bad-checkpoint", "The folder cannot be read.", e);
        }
    }

    @Override
    public Optional<String> pinned() {
        return pinnedFolder().map(f -> FOLDER + f).or(() -> pinnedName().map(HubName::id));
    }

    private static Optional<HubName> pinnedName() {
        return pinnedFolder().isPresent() ? Optional.empty() : Settings.checkpointName().flatMap(HubName::find);
    }

    /** A folder that exists, or a text that can be no name of the hub. */
    private static Optional<Path> pinnedFolder() {
        return Settings.checkpointName().filter(text -> Files.isDirectory(Path.of(text)) || HubName.find(text).isEmpty())
                .map(text -> Path.of(text).toAbsolutePath().normalize());
    }
}
