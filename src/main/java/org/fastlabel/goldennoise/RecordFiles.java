package org.fastlabel.goldennoise;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.api.RecordJson;
import org.fastlabel.goldennoise.store.BatchRepository;
import org.fastlabel.goldennoise.store.HistoryRepository;
import org.fastlabel.goldennoise.store.HistoryRepository.Entry;
import org.fastlabel.goldennoise.store.SessionRepository;

/**
 * The record of what was judged: in the database, and once more as a file beside the pictures of each group. The files follow the
 * database, which knows of which decision each tells; so one that could not be written, or whose writing was cut off, comes later.
 */
@ApplicationScoped
public class RecordFiles implements GoldenRecords {

    private static final System.Logger LOG = System.getLogger(RecordFiles.class.getName());
    private static final int AT_A_TIME = 100;

    @Resource
    private ManagedExecutorService executor;
    @EJB
    private HistoryRepository history;
    @EJB
    private BatchRepository batches;
    @EJB
    private SessionRepository sessions;
    @Inject
    private ImageFiles files;
    @Inject
    private Views views;

    private final Object writing = new Object();

    /** What stands in a record. */
    public record Record(String batchId, String session, String sessionId, String prompt, int number, String model, String judge,
                         Double seconds, String at, int version, List<String> golden, List<String> bad, List<Views.Image> shown) {
    }

    @Override
    public List<ShownImage> judged(String sessionId, String modelId) {
        return history.judged(sessionId, modelId);
    }

    @Override
    public Path file(ShownImage image) {
        return files.root().resolve(image.path());
    }

    /** Brings the files up to date on another thread. */
    public void writeLater() {
        executor.execute(this::write);
    }

    private void write() {
        synchronized (writing) {
            try {
                for (Map<String, Long> page = history.unrecorded(AT_A_TIME); !page.isEmpty(); page = history.unrecorded(AT_A_TIME)) {
                    page.keySet().forEach(this::write);
                }
            } catch (FastLabelException e) {
                LOG.log(System.Logger.Level.WARNING, "Records could not be written; they are in the database and follow later. {0}", e.getMessage());
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "records could not be written", e);
            }
        }
    }

    private void write(String batchId) {
        List<Entry> found = history.entry(batchId);
        if (found.isEmpty()) {
            batches.find(batchId).flatMap(b -> sessions.prompt(b.promptId())).ifPresent(p -> files.delete(path(ImageFiles.folder(p), batchId)));
        } else {
            Entry entry = found.get(0);
            files.write(path(ImageFiles.folder(entry.prompt()), batchId), RecordJson.of(record(entry)));
        }
        history.recorded(batchId, found.isEmpty() ? null : found.get(0).decision().seq());
    }

    private static String path(String folder, String batchId) {
        return folder + "/" + batchId + ".json";
    }

    Record record(Entry entry) {
        List<Views.Image> images = views.images(entry.batch(), entry.pictures(), entry.decision());
        return new Record(entry.batch().id(), entry.session().name(), entry.session().id(), entry.prompt().text(), entry.prompt().number(),
                entry.batch().model(), entry.decision().judge(), entry.decision().seconds(), entry.decision().made().toString(),
                entry.decision().version(), seeds(images, "golden"), seeds(images, "bad"), images);
    }

    private static List<String> seeds(List<Views.Image> images, String verdict) {
        return images.stream().filter(i -> verdict.equals(i.verdict())).map(Views.Image::seed).toList();
    }
}
