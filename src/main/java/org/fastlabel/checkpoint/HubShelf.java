package org.fastlabel.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.checkpoint.Catalogue.Known;
import org.fastlabel.checkpoint.Checkpoint.Progress;
import org.fastlabel.checkpoint.Checkpoint.Source;
import org.fastlabel.checkpoint.Checkpoint.State;
import org.fastlabel.checkpoint.Download.Failure;
import org.fastlabel.clip.ConfigReader;

/**
 * The hub's checkpoints: what has been downloaded, what is on its way, what another program's cache holds. Each has a folder;
 * it is complete when {@link Plan#COMPLETE} lies in it. Safe from any thread.
 */
final class HubShelf {

    private static final int MOST_AT_ONCE = 4;
    private static final int DEPTH = 4;

    private final Path root;
    private final Supplier<HubSettings> settings;
    private final Supplier<Path> cache;
    private final VerifiedFiles verified;
    private final Executor executor;
    private final Download.Surroundings around;
    private final Map<String, Download> running = new ConcurrentHashMap<>();
    private final Map<HubName, Failure> failures = new ConcurrentHashMap<>();

    /**
     * @param root     below which a folder per checkpoint is kept
     * @param settings asked at the begin of each download
     * @param cache    of other programs
     * @param executor runs a download per task
     */
    HubShelf(Path root, Supplier<HubSettings> settings, Supplier<Path> cache, VerifiedFiles verified, Executor executor,
            Download.Surroundings around) {
        this.root = root;
        this.settings = settings;
        this.cache = cache;
        this.verified = verified;
        this.executor = executor;
        this.around = around;
    }

    /** Names of what has been downloaded, begun or tried in vain, in the order of their ids. */
    List<HubName> names() {
        List<HubName> names = new ArrayList<>();
        if (Files.isDirectory(root)) {
            try (Stream<Path> tree = Files.walk(root, DEPTH)) {
                tree.filter(p -> p.endsWith(Plan.BEGUN) || p.endsWith(Plan.COMPLETE)).flatMap(p -> Plan.read(p).stream())
                        .map(Plan::name).distinct().forEach(names::add);
            } catch (IOException | UncheckedIOException e) {
                // A folder that is being deleted at this moment; the next look finds the rest.
                return names;
            }
        }
        Stream.concat(running.values().stream().map(Download::name), failures.keySet().stream()).filter(n -> !names.contains(n))
                .distinct().forEach(names::add);
        names.sort(Comparator.comparing(HubName::id));
        return names;
    }

    Checkpoint describe(HubName name) {
        Path folder = name.folder(root);
        Download download = running.get(name.id());
        Optional<Plan> complete = Plan.read(folder.resolve(Plan.COMPLETE));
        if (download != null) {
            Progress progress = download.progress();
            return checkpoint(name, download.plan(), State.DOWNLOADING, progress, progress.doneBytes(), false, null);
        } else if (complete.isPresent() && damage(complete.get(), folder).isEmpty()) {
            return checkpoint(name, complete, State.READY, null, complete.get().bytes(), false, null);
        }
        Optional<Path> cached = cached(name);
        if (cached.isPresent()) {
            return cached(name, cached.get());
        } else if (complete.isPresent()) {
            return checkpoint(name, complete, State.FAILED, null, Disk.size(folder, complete.get().names()), false,
                    damage(complete.get(), folder).orElseThrow());
        }
        Optional<Plan> begun = Plan.read(folder.resolve(Plan.BEGUN));
        Failure failure = failures.get(name);
        Progress progress = begun.map(plan -> HubPlans.progress(plan, folder, null)).orElse(null);
        State state = failure != null ? State.FAILED : begun.isPresent() ? State.PAUSED : State.ABSENT;
        return checkpoint(name, begun, state, progress, progress == null ? 0 : progress.doneBytes(), false, failure);
    }

    /** What is wrong with files that were complete; empty when nothing is. */
    private static Optional<Failure> damage(Plan plan, Path folder) {
        return plan.files().stream().filter(f -> f.size() == null || folder.resolve(f.name()).toFile().length() != f.size()).findFirst()
                .map(f -> new Failure("checkpoint-damaged", f.name() + " is missing or has changed since it was downloaded; choose Download to mend it."));
    }

    private Optional<Path> cached(HubName name) {
        return new HubCache(cache.get(), verified).find(name);
    }

    private Checkpoint cached(HubName name, Path snapshot) {
        try {
            Plan.Shape shape = Plan.Shape.of(ConfigReader.read(snapshot));
            Plan found = new Plan(name, snapshot.getFileName().toString(), null, shape, List.of());
            return checkpoint(name, Optional.of(found), State.READY, null, Disk.size(snapshot, CheckpointFiles.in(snapshot)), true, null);
        } catch (FastLabelException e) {
            return checkpoint(name, Optional.empty(), State.FAILED, null, 0, true, new Failure(e.code(), e.getMessage()));
        }
    }

    private static Checkpoint checkpoint(HubName name, Optional<Plan> plan, State state, Progress progress, long bytes, boolean inCache,
            Failure failure) {
        Optional<Known> known = Catalogue.find(name);
        Plan.Shape shape = plan.map(Plan::shape).or(() -> known.map(k -> new Plan.Shape(k.architecture(), k.dim(), k.imageSize()))).orElse(null);
        String license = known.map(Known::license).or(() -> plan.map(Plan::license)).orElse(null);
        Long download = plan.map(Plan::bytes).filter(b -> b > 0).or(() -> known.map(Known::downloadBytes)).orElse(null);
        boolean ours = !inCache && (state == State.READY || bytes > 0 || failure != null);
        return new Checkpoint(name.id(), name.repository(), known.map(Known::title).orElse(name.name()), name.revision(), Source.HUB,
                shape == null ? null : shape.architecture(), shape == null ? null : shape.dim(), shape == null ? null : shape.imageSize(),
                license, download, bytes, ours, inCache, state, progress, failure == null ? null : failure.message(), failure == null ? null : failure.code());
    }

    /** Where the files of one that is ready lie. */
    Path folder(HubName name) {
        Path own = name.folder(root);
        return Plan.read(own.resolve(Plan.COMPLETE)).filter(plan -> damage(plan, own).isEmpty()).map(plan -> own)
                .or(() -> cached(name)).orElseThrow(() -> new Conflict("checkpoint-absent", name.id() + " is not here (any more); download it."));
    }

    synchronized void download(HubName name) {
        if (running.containsKey(name.id()) || describe(name).ready()) {
            return;
        }
        HubSettings now = settings.get();
        if (now.offline()) {
            throw new Conflict("hub-offline", "HF_HUB_OFFLINE is set, so nothing is downloaded. " + name.id()
                    + " is neither in FASTLABEL_HOME nor complete in the Hugging Face cache.");
        } else if (running.size() >= MOST_AT_ONCE) {
            throw new CapacityExceeded("too-many-downloads", MOST_AT_ONCE + " downloads are running; wait for one of them or cancel it.");
        }
        Download download = new Download(name, now, name.folder(root), around);
        running.put(name.id(), download);
        failures.remove(name);
        try {
            executor.execute(() -> run(download));
        } catch (RejectedExecutionException e) {
            running.remove(name.id());
            throw new CapacityExceeded("too-busy", "The server has no thread left for a download; try again soon.", e);
        }
    }

    private void run(Download download) {
        String id = download.name().id();
        try {
            download.run();
        } finally {
            if (download.failure() != null) {
                failures.put(download.name(), download.failure());
            }
            running.remove(id);
            download.end();
        }
    }

    void await(HubName name) throws InterruptedException {
        Download download = running.get(name.id());
        if (download != null) {
            download.await();
        }
    }

    void cancel(HubName name) {
        Download download = running.get(name.id());
        if (download != null) {
            download.cancel();
        }
    }

    /** Ends all downloads; what has come stays. */
    void close() {
        // A loop, not a lambda: to link one, the program's class loader would be needed, which a server may have closed by now.
        for (Download download : running.values()) {
            download.cancel();
        }
    }

    void remove(HubName name) {
        cancel(name);
        try {
            await(name);
            failures.remove(name);
            Path folder = name.folder(root);
            // Without it the rest is nothing, whatever a crash leaves of it.
            Files.deleteIfExists(folder.resolve(Plan.COMPLETE));
            Disk.delete(folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new Conflict("checkpoint-in-use", "The files of " + name.id() + " cannot be deleted now; are they still in use?", e);
        }
    }
}
