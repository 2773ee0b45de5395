package org.fastlabel.labeling;

import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.api.Conflict;
import org.fastlabel.embedding.EmbeddingMatrix;
import org.fastlabel.labeling.LabelingEvent.Kind;

/** Keeps the query in the words of the model that embeds: when that is another one, the same texts are embedded again. */
final class Translation {

    private static final System.Logger LOG = System.getLogger(Translation.class.getName());

    private final LabelingSession.Parts parts;
    private final Ledger ledger;

    Translation(LabelingSession.Parts parts, Ledger ledger) {
        this.parts = parts;
        this.ledger = ledger;
    }

    /** Sees to it in the background where it is needed. */
    void check() {
        if (strange(ledger.state().query())) {
            parts.background().run(this::translate);
        }
    }

    private boolean strange(Query query) {
        EmbeddingMatrix matrix = parts.embeddings().matrix();
        return query != null && matrix.rows() > 0 && !query.fits(matrix);
    }

    private void translate() {
        Query asked = ledger.state().query();
        if (!strange(asked)) {
            return;
        }
        Query again = again(asked);
        for (LabelingState from = ledger.state(); from.query() == asked; from = ledger.state()) {
            LabelingState to = again == null ? from.withQuery(null) : from.withQueryAgain(again);
            String payload = again == null ? QueryCodec.write(null) : QueryCodec.again(again);
            if (ledger.commit(from, to, Kind.QUERY, payload, null, null)) {
                return;
            }
        }
    }

    /** Null where the model has no words. @throws CapacityExceeded while it is being changed; whoever changes it will say so */
    private Query again(Query asked) {
        try {
            return new ZeroShot(parts.embeddings(), parts.dataset().source().kind()).again(asked);
        } catch (Conflict e) {
            LOG.log(System.Logger.Level.INFO, "The query is taken away: {0}", e.getMessage());
            return null;
        }
    }
}
