package org.fastlabel.hub.media;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.NotFound;
import org.fastlabel.api.Settings;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.dataset.SingleItem;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.TaskItems;
import org.fastlabel.security.PathGuard;

/** Texts come with their task; pictures and sounds are read where the data set was taken from. */
@ApplicationScoped
public class TaskReader implements TaskItems {

    /** Of {@link Dataset#source}: what the type is called when it came from the Label workspace. */
    static final String TYPE = "label";
    static final String SPEC = "spec";

    @Inject
    private OpenSources sources;
    @Inject
    private PathGuard paths;
    @Inject
    private MediaSignature signature;
    @Inject
    private MediaTerms terms;

    @Override
    public Item item(Dataset dataset, Task task) {
        if (dataset.kind() == MediaKind.TEXT) {
            return new Item(SingleItem.ofText(task.text()), SingleItem.KEY);
        }
        JsonObject source = dataset.source();
        JsonValue spec = source == null ? null : source.get(SPEC);
        if (spec == null || spec.getValueType() != JsonValue.ValueType.OBJECT || !TYPE.equals(source.getString("type", ""))) {
            throw new NotFound("no-media", "The pictures and sounds of this data set lie elsewhere: it was not made from files of this server.");
        }
        return new Item(sources.of(SpecJson.read(spec.asJsonObject(), paths)), task.key());
    }

    @Override
    public String publicUrl(Dataset dataset, Task task) {
        return new MediaAddress(task.id(), signature.of(task.id(), terms.begun(dataset.id()))).at(base());
    }

    @Override
    public Optional<String> renewed(Dataset dataset, Task task, String address) {
        Optional<MediaAddress> known = MediaAddress.of(address).filter(a -> a.task() == task.id());
        boolean stays = known.isPresent() && address.strip().equals(known.get().at(base()))
                && signature.read(task.id(), known.get().signature()).filter(term -> !terms.old(term, dataset.id())).isPresent();
        return known.isEmpty() || stays ? Optional.empty() : Optional.of(publicUrl(dataset, task));
    }

    private static String base() {
        return Settings.publicUrl().orElseThrow(() -> new Conflict("no-public-url", "Label Studio's pages fetch pictures and sounds "
                + "from here. Set FASTLABEL_PUBLIC_URL to the address at which their browsers reach this server."));
    }
}
