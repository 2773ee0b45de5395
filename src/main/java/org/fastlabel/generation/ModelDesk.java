package org.fastlabel.generation;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.Settings;
import org.fastlabel.generation.sampling.Sampler;
import org.fastlabel.torch.Precision;

/**
 * Which model is in use. Another one is loaded beside it where memory allows, else in its place; whatever goes wrong before leaves
 * the old one in use where it can. Knows nothing of containers. Safe from any thread.
 */
final class ModelDesk {

    private static final System.Logger LOG = System.getLogger(ModelDesk.class.getName());

    /** A model in memory. */
    private record Active(Loading loaded, FluxModel model) {

        boolean is(KnownModel known) {
            return loaded.model().id().equals(known.id());
        }
    }

    private final ModelShelf shelf;
    private final Path choice;
    private final Executor threads;
    private final LongSupplier free;
    private final Map<String, String> versions = new ConcurrentHashMap<>();
    private final Map<String, FastLabelException> failures = new ConcurrentHashMap<>();
    private Active active;
    private Loading loading;

    /** @param free bytes of the device's memory that are free */
    ModelDesk(ModelShelf shelf, Path home, Executor threads, LongSupplier free) {
        this.shelf = shelf;
        this.choice = home.resolve("generation").resolve("chosen.json");
        this.threads = threads;
        this.free = free;
    }

    /** As {@link GenerationModels#use}. */
    void use(String id, String dtype) {
        KnownModel model = shelf.require(id);
        model.require();
        String setting = dtype == null || dtype.isBlank() ? Settings.precision() : dtype;
        if (dtype != null && !dtype.isBlank() && !KnownModel.dtypes().contains(dtype)) {
            throw new InvalidInput("bad-dtype", "\"dtype\" must be one of " + String.join(", ", KnownModel.dtypes()) + ".");
        }
        Precision precision = model.usual(setting, Settings.device());
        Loading next = new Loading(model, precision);
        synchronized (this) {
            if (active != null && active.is(model) && active.loaded().precision() == precision) {
                giveUp();
                return;
            } else if (loading != null && loading.model().id().equals(id) && loading.precision() == precision) {
                return;
            }
            FluxMemory.require(model.require(), precision, free.getAsLong() + held(), FluxProgram.device(Settings.device()));
            giveUp();
            loading = next;
            failures.remove(id);
        }
        threads.execute(() -> load(next));
    }

    private synchronized void giveUp() {
        if (loading != null) {
            loading.cancel();
            loading = null;
            notifyAll();
        }
    }

    void cancel() {
        giveUp();
    }

    private void load(Loading job) {
        KnownModel known = job.model();
        try {
            makeRoom(job);
            put(job, FluxModel.open(known.require(), Settings.device(), job.precision().wireName(), job));
        } catch (CancellationException e) {
            LOG.log(System.Logger.Level.INFO, "Loading {0} was given up.", known.name());
        } catch (Throwable e) {
            // Also UnsatisfiedLinkError and the like: the pages must say that there is no model, whatever the cause.
            failures.put(known.id(), reason(known, e));
        } finally {
            synchronized (this) {
                loading = loading == job ? null : loading;
                notifyAll();
            }
        }
    }

    private static FastLabelException reason(KnownModel known, Throwable e) {
        if (e instanceof FastLabelException said) {
            LOG.log(System.Logger.Level.WARNING, "{0} could not be loaded: {1}", known.name(), said.getMessage());
            return said;
        }
        LOG.log(System.Logger.Level.WARNING, "the model " + known.name() + " could not be loaded", e);
        return new CapacityExceeded("model-failed", "The model could not be loaded; the log says why.", e);
    }

    /** Frees the model in use where both together do not fit. */
    private void makeRoom(Loading job) {
        Active old = null;
        synchronized (this) {
            if (active != null && !job.cancelled() && FluxMemory.needed(job.model().require(), job.precision()) > free.getAsLong()) {
                old = active;
                active = null;
            }
        }
        if (old != null) {
            old.model().close();
        }
    }

    private void put(Loading job, FluxModel model) {
        Active old;
        synchronized (this) {
            if (job.cancelled()) {
                model.close();
                throw new CancellationException();
            }
            old = active;
            active = new Active(job, model);
            loading = null;
            versions.put(job.model().id(), model.id().substring(model.id().lastIndexOf('-') + 1));
            notifyAll();
        }
        LOG.log(System.Logger.Level.INFO, "{0} makes the pictures now, on {1} in {2}.", job.model().name(), model.device(), model.precision());
        new ChosenModel(job.model().id(), model.precision()).write(choice);
        if (old != null) {
            old.model().close();
        }
    }

    /** As {@link GenerationModels#active}. */
    TextToImage active() {
        boolean asked = false;
        while (true) {
            synchronized (this) {
                await();
                if (active != null) {
                    return active.model();
                }
            }
            ChosenModel chosen = chosen();
            if (shelf.find(chosen.id()).isEmpty()) {
                throw new Conflict("no-model", "No model that makes pictures has been chosen yet; choose one first.");
            } else if (failures.containsKey(chosen.id())) {
                throw failures.get(chosen.id());
            } else if (asked) {
                throw new Conflict("no-model", "Loading the model was given up; choose one first.");
            }
            use(chosen.id(), chosen.dtype());
            asked = true;
        }
    }

    /** As {@link GenerationModels#model}. */
    TextToImage model(String id, String dtype) {
        use(id, dtype);
        synchronized (this) {
            await();
            if (active != null && active.loaded().model().id().equals(id)) {
                return active.model();
            }
        }
        FastLabelException why = failures.get(id);
        throw why != null ? why : new Conflict("model-changed", "Another model has just been put in use; try again.");
    }

    private void await() {
        try {
            while (loading != null) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CapacityExceeded("model-loading", "The model is still being loaded; try again.");
        }
    }

    private ChosenModel chosen() {
        return ChosenModel.read(choice, ModelShelf.EMBEDDED);
    }

    synchronized FluxModel loaded() {
        return active == null ? null : active.model();
    }

    /** The model that is being loaded, else the one in use, else the chosen one. */
    KnownModel wanted() {
        synchronized (this) {
            if (loading != null || active != null) {
                return (loading != null ? loading : active.loaded()).model();
            }
        }
        return shelf.find(chosen().id()).orElseThrow(() -> new Conflict("no-model",
                "No model that makes pictures has been chosen yet; choose one first."));
    }

    /** Id of the model in use, or of the one that will be when pictures are asked for; null when there is none. */
    String activeId() {
        synchronized (this) {
            if (active != null) {
                return active.loaded().model().id();
            }
        }
        String id = chosen().id();
        return shelf.find(id).isPresent() ? id : null;
    }

    /** @throws Conflict with code {@code model-in-use} or {@code not-removable} */
    void remove(String id) {
        KnownModel model = shelf.require(id);
        synchronized (this) {
            if (model.embedded()) {
                throw new Conflict("not-removable", "The embedded model belongs to the program.");
            } else if (active != null && active.is(model) || loading != null && loading.model().id().equals(id)) {
                throw new Conflict("model-in-use", "This model is in use, or about to be; put another one in use first.");
            }
            shelf.remove(model);
            failures.remove(id);
        }
    }

    List<ModelView> views() {
        return shelf.all().stream().map(this::view).toList();
    }

    private ModelView view(KnownModel m) {
        Active now;
        Loading next;
        synchronized (this) {
            now = active != null && active.is(m) ? active : null;
            next = loading != null && loading.model().id().equals(m.id()) ? loading : null;
        }
        String kind = m.embedded() ? "embedded" : "folder";
        if (m.error() != null) {
            boolean gone = !m.present();
            return new ModelView(m.id(), m.name(), kind, versions.get(m.id()), 0, 0, gone ? "absent" : "failed", 0, 0, null, null, null,
                    gone ? "Its folder is no longer there." : m.error().getMessage(), null, null, null, false, null, !m.embedded());
        }
        Loading described = next != null ? next : now != null ? now.loaded() : null;
        Precision precision = described != null ? described.precision() : m.usual(Settings.precision(), Settings.device());
        FastLabelException failure = failures.get(m.id());
        long needs = FluxMemory.needed(m.folder(), precision);
        long has = free.getAsLong() + held();
        String state = next != null ? "loading" : now != null ? "active" : failure != null ? "failed" : needs > has ? "too-large" : "ready";
        return new ModelView(m.id(), m.name(), kind, versions.get(m.id()), m.folder().parameters(), m.bytes(), state, needs, has,
                now != null ? now.model().device() : FluxProgram.device(Settings.device()), precision.wireName(),
                next == null ? null : next.progress(), state.equals("failed") ? failure.getMessage() : null, m.defaults(), Sampler.names(),
                m.size(), m.folder().config().transformer().guidance(), KnownModel.dtypes(), !m.embedded());
    }

    private synchronized long held() {
        return active == null ? 0 : FluxMemory.weights(active.loaded().model().folder(), active.loaded().precision());
    }

    /** Ends what runs and frees the model. */
    void close() {
        giveUp();
        FluxModel model = loaded();
        synchronized (this) {
            active = null;
        }
        if (model != null) {
            model.close();
        }
    }
}
