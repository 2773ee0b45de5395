package org.fastlabel.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.checkpoint.Checkpoint.Progress;
import org.fastlabel.checkpoint.HubException.Kind;
import org.fastlabel.clip.ConfigReader;

/**
 * Brings a checkpoint from the hub: the configuration first, which may show that the weights are of no use, then the weights.
 * All files are of the commit that the revision was at when it began. Runs once, on a thread that somebody else provides.
 */
final class Download implements Runnable {

    private static final System.Logger LOG = System.getLogger(Download.class.getName());

    /** What a test replaces. @param clock nanoseconds of any origin */
    record Surroundings(LocalDisk.Space space, Retries.Pause pause, RandomGenerator random, LongSupplier clock) {
    }

    private final HubName name;
    private final HubSettings settings;
    private final Path folder;
    private final Surroundings around;
    private final Stop stop = new Stop();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Meter meter;
    private volatile Plan plan;
    private volatile FileDownload current;
    private volatile Failure failure;

    /** Why it failed. @param code stable, for the pages; @param message for the person */
    record Failure(String code, String message) {
    }

    /** @param folder for its files; what an earlier attempt left there is used */
    Download(HubName name, HubSettings settings, Path folder, Surroundings around) {
        this.name = name;
        this.settings = settings;
        this.folder = folder;
        this.around = around;
        this.meter = new Meter(around.clock());
    }

    @Override
    public void run() {
        long begin = around.clock().getAsLong();
        try {
            bring();
            LOG.log(System.Logger.Level.INFO, "Downloaded {0}, {1} bytes in {2} ms.", name.id(), plan.bytes(),
                    (around.clock().getAsLong() - begin) / 1_000_000);
        } catch (CancellationException e) {
            LOG.log(System.Logger.Level.INFO, "The download of {0} was stopped.", name.id());
        } catch (InterruptedException e) {
            // The server is stopping; what has come stays.
            Thread.currentThread().interrupt();
        } catch (HubException e) {
            fail(e.code(), e.getMessage());
        } catch (LocalDisk.Failure e) {
            fail(e.code(), e.getMessage());
        } catch (FastLabelException e) {
            fail(e.code(), e.getMessage());
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "The download of " + name.id() + " failed", e);
            fail("download-failed", "The download failed for a reason that the server's log has. What has come is kept; choose Download to go on.");
        }
    }

    private void fail(String code, String message) {
        failure = new Failure(code, message);
        LOG.log(System.Logger.Level.WARNING, "The download of {0} failed: {1}", name.id(), message);
    }

    private void bring() throws IOException, InterruptedException {
        stop.check();
        Hub hub = new Hub(settings, stop);
        plan = HubPlans.earlier(name, folder);
        boolean resumed = plan != null;
        try {
            bring(hub);
        } catch (HubException e) {
            if (e.kind() != Kind.NOT_THERE || !resumed) {
                throw e;
            }
            // When the commit of then is gone, what there is now has to come from the beginning.
            HubListing now = listing(hub, name, retries());
            if (now.commit().equals(plan.commit())) {
                throw e;
            }
            plan = null;
            bring(hub);
        }
    }

    private void bring(Hub hub) throws IOException, InterruptedException {
        Retries retries = retries();
        HubListing listing = null;
        if (plan == null) {
            listing = listing(hub, name, retries);
            plan = HubPlans.begin(name, listing);
            // What lies there may be of any version.
            Disk.delete(folder);
            Files.createDirectories(folder);
            plan.write(begun());
        }
        for (PlannedFile file : plan.files()) {
            if (!file.name().endsWith(".safetensors")) {
                fetch(hub, file, retries);
            }
        }
        readConfiguration();
        if (HubPlans.shardsUnknown(plan)) {
            listing = listing != null ? listing : listing(hub, new HubName(name.repository(), plan.commit()), retries);
            plan = HubPlans.withShards(plan, listing, folder);
            plan.write(begun());
        }
        LocalDisk.require(around.space(), folder, plan.bytes() - progress().doneBytes());
        for (PlannedFile file : plan.files()) {
            fetch(hub, file, retries);
        }
        new VerifiedFiles().in(folder);
        LocalDisk.publish(begun(), folder.resolve(Plan.COMPLETE));
    }

    private Retries retries() {
        return new Retries(around.pause(), stop, around.random());
    }

    private static HubListing listing(Hub hub, HubName name, Retries retries) throws IOException, InterruptedException {
        while (true) {
            try {
                HubListing listing = hub.listing(name);
                retries.succeeded();
                return listing;
            } catch (IOException e) {
                retries.after(e);
            }
        }
    }

    private Path begun() {
        return folder.resolve(Plan.BEGUN);
    }

    /** Refuses what FastLabel cannot load before its weights come. */
    private void readConfiguration() throws IOException {
        try {
            plan = plan.shaped(Plan.Shape.of(ConfigReader.read(folder)));
            plan.write(begun());
        } catch (FastLabelException e) {
            Disk.delete(folder);
            throw e;
        }
    }

    private void fetch(Hub hub, PlannedFile file, Retries retries) throws IOException, InterruptedException {
        stop.check();
        if (here(file)) {
            return;
        }
        FileDownload download = new FileDownload(hub, name, plan.commit(), folder, file, this::learn, meter);
        current = download;
        try {
            download.run(retries);
            retries.succeeded();
        } finally {
            current = null;
        }
    }

    private void learn(PlannedFile file) {
        plan = plan.with(file);
        plan.write(begun());
    }

    /** Files get their name when they are verified. */
    private boolean here(PlannedFile file) {
        Path path = folder.resolve(file.name());
        return Files.isRegularFile(path) && (file.size() == null || path.toFile().length() == file.size());
    }

    HubName name() {
        return name;
    }

    /** Empty before the hub has said what there is. */
    Optional<Plan> plan() {
        return Optional.ofNullable(plan);
    }

    Progress progress() {
        Plan known = plan;
        if (known == null) {
            return new Progress(0, 0, 0, -1, null, 0, 0);
        }
        FileDownload running = current;
        Progress stored = HubPlans.progress(known, folder, running == null ? null : running.fileName());
        long done = stored.doneBytes() + (running == null ? 0 : running.done());
        long rate = meter.rate();
        long eta = rate == 0 ? -1 : Math.max(0, stored.totalBytes() - done) / rate;
        return new Progress(done, stored.totalBytes(), rate, eta, stored.file(), stored.filesDone(), stored.files());
    }

    /** Ends it soon; what has come stays. */
    void cancel() {
        stop.tell();
    }

    /** Lets those go on who wait for it; called when all others know what has become of it. */
    void end() {
        ended.countDown();
    }

    void await() throws InterruptedException {
        ended.await();
    }

    /** Null unless it failed. */
    Failure failure() {
        return failure;
    }
}
