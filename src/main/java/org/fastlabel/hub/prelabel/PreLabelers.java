package org.fastlabel.hub.prelabel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.hub.PreLabeler;

/** All that can propose labels. */
@ApplicationScoped
public class PreLabelers {

    /** Who is asked when the request names nobody. */
    public static final String USUAL = "ollama";

    private List<PreLabeler> beans;

    protected PreLabelers() {
        // For the container's proxy.
    }

    @Inject
    public PreLabelers(Instance<PreLabeler> beans) {
        this(beans.stream().toList());
    }

    PreLabelers(List<PreLabeler> beans) {
        this.beans = beans;
    }

    /** The usual one first. */
    public List<PreLabeler> all() {
        return beans.stream().sorted(Comparator.comparing((PreLabeler p) -> !p.by().equals(USUAL)).thenComparing(PreLabeler::by)).toList();
    }

    /** @param by null for the usual one @throws InvalidInput with code {@code bad-by} */
    public PreLabeler called(String by) {
        String wanted = by == null ? USUAL : by;
        return all().stream().filter(p -> p.by().equals(wanted)).findFirst().orElseThrow(() -> new InvalidInput("bad-by", "\"by\" must be one of "
                + all().stream().map(PreLabeler::by).collect(Collectors.joining(", ")) + "."));
    }
}
