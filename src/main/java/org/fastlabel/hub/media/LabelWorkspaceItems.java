package org.fastlabel.hub.media;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.NotFound;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.dataset.MediaSource;
import org.fastlabel.dataset.SourceSpec;
import org.fastlabel.hub.LabelItems;
import org.fastlabel.labeling.Classes;
import org.fastlabel.labeling.Classes.LabelClass;
import org.fastlabel.labeling.Labels;
import org.fastlabel.labeling.workspace.RequestedDataset;
import org.fastlabel.security.PathGuard;

/** Opens what the Label workspace opens, or has open. */
@ApplicationScoped
public class LabelWorkspaceItems implements LabelItems {

    private static final List<String> USUAL = List.of("OK", "NG");
    /** As long as a task's key may be. */
    private static final int LONGEST_KEY = 500;

    @Inject
    private OpenSession session;
    @Inject
    private OpenSources sources;
    @Inject
    private PathGuard paths;

    @Override
    public Taken take(JsonObject source, boolean withLabels) {
        JsonValue named = source.get(TaskReader.SPEC);
        if (named != null && named != JsonValue.NULL && named.getValueType() != JsonValue.ValueType.OBJECT) {
            throw new InvalidInput("bad-field", "\"spec\" must be an object, such as {\"type\": \"image\", \"path\": \"/data/photos\"}.");
        }
        boolean open = named == null || named == JsonValue.NULL;
        RequestedDataset asked = open ? null : RequestedDataset.of(named.asJsonObject(), paths);
        SourceSpec wanted = open ? session.spec() : asked.spec();
        MediaSource found = sources.again(open ? SpecJson.read(SpecJson.write(wanted), paths) : wanted);
        SourceSpec spec = found.spec();
        boolean shown = spec.equals(session.spec());
        if (withLabels && !shown) {
            throw new InvalidInput("not-open", "Confirmed labels come along only from the data set that is open in the Label workspace; open it "
                    + "there first, or take it without labels.");
        }
        UnaryOperator<String> labels = withLabels ? session.labels() : key -> null;
        List<String> notices = found.notices();
        return new Taken(Json.createObjectBuilder().add("type", TaskReader.TYPE).add(TaskReader.SPEC, SpecJson.write(spec)).build(), found.kind(),
                name(spec), classes(asked, found, shown), found.keys().size(), items(found, labels), notices);
    }

    private static String name(SourceSpec spec) {
        return spec.location().map(path -> Objects.toString(path.getFileName(), path.toString())).orElse("Portraits (sample)");
    }

    private List<String> classes(RequestedDataset asked, MediaSource found, boolean shown) {
        if (asked != null && asked.classes().size() > 1) {
            return asked.classes();
        } else if (shown) {
            return session.classes();
        }
        return found.classNames().size() > 1 ? found.classNames() : USUAL;
    }

    private static Iterable<Item> items(MediaSource source, UnaryOperator<String> labels) {
        return () -> source.keys().stream().filter(key -> key.length() <= LONGEST_KEY).map(key -> item(source, key, labels))
                .filter(Objects::nonNull).iterator();
    }

    /** Null for a text that cannot be read. */
    private static Item item(MediaSource source, String key, UnaryOperator<String> labels) {
        if (source.kind() != MediaKind.TEXT) {
            return new Item(key, Json.createObjectBuilder().add("file", key).build(), labels.apply(key));
        }
        try {
            return new Item(key, Json.createObjectBuilder().add("text", source.text(key)).build(), labels.apply(key));
        } catch (InvalidInput | NotFound e) {
            return null;
        }
    }

    /** Names by item key, of a session's labels. */
    static UnaryOperator<String> names(Labels labels, Classes classes, ToIntFunction<String> ids) {
        List<LabelClass> all = classes.all();
        return key -> {
            int id = ids.applyAsInt(key);
            int label = id < 0 ? Labels.NONE : labels.get(id);
            return label == Labels.NONE || label >= all.size() ? null : all.get(label).name();
        };
    }
}
