package org.fastlabel.labeling.workspace;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.api.Settings;
import org.fastlabel.dataset.CelebaSheet;
import org.fastlabel.dataset.DatasetOpener;
import org.fastlabel.dataset.DatasetRepository;
import org.fastlabel.dataset.KnownDataset;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.dataset.SourceSpec;
import org.fastlabel.embedding.EmbeddingDesk;
import org.fastlabel.labeling.LabelingDesk;

/** The data set that is open. At start it is the one that was open last, with its labels; the very first time, the sample. */
@Startup
@Singleton
@DependsOn("DatabaseSetup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class Workspace {

    private static final System.Logger LOG = System.getLogger(Workspace.class.getName());

    @Inject
    private EmbeddingDesk embeddings;
    @Inject
    private CelebaSheet celeba;
    @EJB
    private LabelingDesk labeling;
    @EJB
    private DatasetRepository datasets;

    private final Clock clock = Clock.systemUTC();
    private final AtomicBoolean changing = new AtomicBoolean();
    private volatile OpenDataset current;
    private volatile String notice;

    @PostConstruct
    void start() {
        if (Settings.role() == Settings.Role.WORKER) {
            // Nobody sees a data set there, and none is loaded.
            return;
        }
        embeddings.start();
        celeba.start();
        Optional<KnownDataset> last = datasets.last();
        if (last.isPresent()) {
            try {
                show(DatasetOpener.open(last.get().spec(), Settings.home()), false, List.of());
                return;
            } catch (FastLabelException e) {
                notice = last.get().name() + " cannot be opened any more: " + e.getMessage()
                        + " Its labels are kept; choose it again in Configuration when it is back.";
                LOG.log(System.Logger.Level.WARNING, "{0}", notice);
            }
        }
        show(DatasetOpener.open(last.isPresent() ? new SourceSpec.Sample() : first(), Settings.home()), last.isPresent(),
                List.of());
    }

    /** What a person sees at the very first start: the specification's faces where they are at hand, else the sample. */
    private SourceSpec first() {
        return celeba.spec().orElseGet(SourceSpec.Sample::new);
    }

    /**
     * Makes a data set the current one, with a new, empty session. What was open before stays as it is until the new one has
     * proved usable.
     *
     * @param classes the names to begin with; empty for the two defaults
     * @throws Conflict when another change is under way
     */
    public OpenDataset configure(SourceSpec spec, List<String> classes) {
        if (!changing.compareAndSet(false, true)) {
            throw new Conflict("config-running", "Another data set is being opened at this moment; try again when it is there.");
        }
        try {
            OpenDataset opened = DatasetOpener.open(spec, Settings.home());
            OpenDataset before = current;
            show(opened, true, classes);
            notice = null;
            if (before != null) {
                before.source().close();
            }
            return opened;
        } finally {
            changing.set(false);
        }
    }

    private void show(OpenDataset opened, boolean newSession, List<String> classes) {
        // Embeddings first: the labelling session may need them at once.
        embeddings.open(opened);
        labeling.open(opened, newSession, classes);
        current = opened;
        datasets.used(opened, clock);
        LOG.log(System.Logger.Level.INFO, "Data set {0}: {1} items.", opened.name(), opened.items().presentCount());
    }

    public OpenDataset current() {
        return current;
    }

    /** Something the person should know about the start, or null. */
    public String notice() {
        return notice;
    }
}
