package org.fastlabel.hub.media;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.fastlabel.api.NotFound;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.dataset.MediaSource.Original;
import org.fastlabel.dataset.MediaSource.SoundFile;
import org.fastlabel.dataset.Shown;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.TaskItems;
import org.fastlabel.hub.TaskLedger;

/** Finds the picture or sound of a task for those who may see it. */
@ApplicationScoped
public class TaskMedia {

    private static final int DIGITS = 18;

    @Inject
    private TaskLedger ledger;
    @Inject
    private TaskItems items;
    @Inject
    private MediaSignature signature;

    /** @param item where the picture or sound is read */
    public record Found(TaskItems.Item item) {

        boolean sound() {
            return item.source().kind() == MediaKind.AUDIO;
        }

        SoundFile file() {
            return item.source().sound(item.key());
        }

        /** @throws org.fastlabel.api.InvalidInput as {@link Shown#picture} */
        Original picture(String size) {
            return Shown.picture(item.source(), item.key(), size);
        }
    }

    /** @param annotator who asks, when it is no admin @throws NotFound for what does not exist, and in the same words for what is others' */
    Found of(String id, String annotator) {
        List<Task> found = number(id) < 0 ? List.of() : ledger.tasks(List.of(number(id)));
        if (found.isEmpty() || annotator != null && !ledger.mayOpen(annotator, found.get(0))) {
            throw new NotFound("unknown-task", "There is no such task.");
        }
        Task task = found.get(0);
        Dataset dataset = ledger.dataset(task.datasetId());
        if (dataset.kind() == MediaKind.TEXT) {
            throw new NotFound("no-media", "This task is a text; it has no picture or sound.");
        }
        return new Found(items.item(dataset, task));
    }

    /** @throws NotFound in the same words for a wrong signature and a task that is gone */
    Found signed(String id, String given) {
        if (number(id) < 0 || !signature.valid(number(id), given)) {
            throw new NotFound("unknown-task", "There is no such task.");
        }
        return of(id, null);
    }

    private static long number(String id) {
        return id.matches("\\d{1," + DIGITS + "}") ? Long.parseLong(id) : -1;
    }
}
