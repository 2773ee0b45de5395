package org.fastlabel.hub.media;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.UnaryOperator;
import org.fastlabel.dataset.SourceSpec;
import org.fastlabel.hub.Dataset;
import org.fastlabel.labeling.Classes.LabelClass;
import org.fastlabel.labeling.LabelingDesk;
import org.fastlabel.labeling.LabelingSession;
import org.fastlabel.labeling.LabelingState;

/** What is open in the Label workspace of this process. */
@ApplicationScoped
public class OpenSession {

    @EJB
    private LabelingDesk desk;

    /** @throws org.fastlabel.api.CapacityExceeded while the server is starting, or where nothing is open */
    public SourceSpec spec() {
        return desk.session().dataset().source().spec();
    }

    /** Whether that is what a data set of the team was taken from. */
    public boolean holds(Dataset dataset) {
        return dataset.source() != null && dataset.source().containsKey(TaskReader.SPEC)
                && SpecJson.write(spec()).equals(dataset.source().get(TaskReader.SPEC));
    }

    public List<String> classes() {
        return desk.session().state().classes().live().stream().map(LabelClass::name).toList();
    }

    /** The confirmed label of an item by its key, or null. */
    UnaryOperator<String> labels() {
        LabelingSession session = desk.session();
        LabelingState state = session.state();
        return LabelWorkspaceItems.names(state.labels(), state.classes(), session.dataset().items()::idOf);
    }
}
