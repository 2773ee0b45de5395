package org.fastlabel.hub.media;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
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
    @Inject
    private MediaTerms terms;

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
        Task task = task(id);
        if (annotator != null && !ledger.mayOpen(annotator, task)) {
            throw unknown();
        }
        return found(task);
    }

    private Task task(String id) {
        return (number(id) < 0 ? List.<Task>of() : ledger.tasks(List.of(number(id)))).stream().findFirst().orElseThrow(TaskMedia::unknown);
    }

    private static NotFound unknown() {
        return new NotFound("unknown-task", "There is no such task.");
    }

    private Found found(Task task) {
        Dataset dataset = ledger.dataset(task.datasetId());
        if (dataset.kind() == MediaKind.TEXT) {
            throw new NotFound("no-media", "This task is a text; it has no picture or sound.");
        }
        return new Found(items.item(dataset, task));
    }

    /**
     * @throws NotFound in the same words for a wrong signature and a task that is gone; with code {@code address-ended} for an address that
     *         was right once
     */
    Found signed(String id, String given) {
        MediaSignature.Term term = (number(id) < 0 ? Optional.<MediaSignature.Term>empty() : signature.read(number(id), given))
                .orElseThrow(TaskMedia::unknown);
        Task task = task(id);
        if (terms.over(term, task.datasetId())) {
            throw new NotFound("address-ended", "This address has run out, or was revoked. Whoever manages the data set imports it into Label Studio "
                    + "again; its tasks there then have new addresses.");
        }
        return found(task);
    }

    private static long number(String id) {
        return id.matches("\\d{1," + DIGITS + "}") ? Long.parseLong(id) : -1;
    }
}
