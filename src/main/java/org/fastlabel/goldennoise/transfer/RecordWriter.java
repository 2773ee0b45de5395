package org.fastlabel.goldennoise.transfer;

import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.fastlabel.goldennoise.Verdict;
import org.fastlabel.goldennoise.store.BatchCodec;
import org.fastlabel.goldennoise.store.Decision;
import org.fastlabel.goldennoise.store.PairChoice;
import org.fastlabel.goldennoise.store.Picture;
import org.fastlabel.goldennoise.store.Prompt;
import org.fastlabel.goldennoise.store.Session;
import org.fastlabel.goldennoise.store.TransferRepository.Whole;

/** Writes the whole record as one JSON object, sessions first, piece by piece. Seeds are texts. */
final class RecordWriter implements AutoCloseable {

    static final String FORMAT = "fastlabel-golden-noise";
    static final int VERSION = 1;

    private final JsonGenerator json;

    RecordWriter(OutputStream out) {
        json = Json.createGeneratorFactory(Map.of()).createGenerator(out);
        json.writeStartObject().write("format", FORMAT).write("version", VERSION).writeStartArray("sessions");
    }

    interface Prompts {
        void each(Consumer<Prompt> each);
    }

    void session(Session session, Prompts prompts) {
        List<Integer> skipped = new ArrayList<>();
        json.writeStartObject().write("session_id", session.id()).write("name", session.name()).write("created", session.created().toString())
                .write("settings", session.settings().toJson()).writeStartArray("prompts");
        prompts.each(prompt -> {
            json.write(prompt.text());
            if (prompt.state() == Prompt.State.SKIPPED) {
                skipped.add(prompt.number());
            }
        });
        json.writeEnd().writeStartArray("skipped");
        skipped.forEach(json::write);
        json.writeEnd().writeEnd();
    }

    /** Goes on from the sessions to the groups. */
    void groups() {
        json.writeEnd().writeStartArray("batches");
    }

    void group(Whole whole) {
        json.writeStartObject().write("batch_id", whole.batch().id()).write("session_id", whole.batch().sessionId())
                .write("number", whole.prompt().number()).write("prompt", whole.prompt().text())
                .write("created", whole.batch().created().toString()).write("model", whole.batch().model())
                .write("noise_version", whole.batch().noiseVersion()).write("parameters", BatchCodec.write(whole.batch().parameters()));
        optional("prefilter", BatchCodec.write(whole.batch().prefilter()));
        json.write("current", whole.decision().map(Decision::version).orElse(0)).writeStartArray("images");
        whole.pictures().forEach(this::picture);
        json.writeEnd().writeStartArray("decisions");
        whole.decisions().forEach(d -> decision(d, whole.pictures()));
        json.writeEnd().writeStartArray("pairs");
        whole.pairs().forEach(this::pair);
        json.writeEnd().writeEnd();
    }

    private void picture(Picture p) {
        json.writeStartObject().write("seed", Long.toString(p.seed())).write("shared", p.shared()).write("explored", p.explored());
        if (p.place() != null) {
            json.write("place", p.place());
        }
        optional("file", p.path() == null ? null : Export.IMAGES + p.path());
        optional("clip_score", p.clipScore());
        optional("aesthetic", p.aesthetic());
        optional("probability", p.probability());
        json.writeEnd();
    }

    private void decision(Decision d, List<Picture> pictures) {
        json.writeStartObject().write("version", d.version()).write("judge", d.judge()).write("at", d.made().toString())
                .write("origin", d.origin());
        optional("seconds", d.seconds());
        Map<Long, Long> seeds = pictures.stream().collect(Collectors.toMap(Picture::id, Picture::seed));
        for (Verdict verdict : Verdict.values()) {
            json.writeStartArray(verdict.name().toLowerCase(Locale.ROOT));
            d.verdicts().forEach((id, said) -> {
                if (said == verdict) {
                    json.write(Long.toString(seeds.get(id)));
                }
            });
            json.writeEnd();
        }
        json.writeEnd();
    }

    private void pair(PairChoice p) {
        json.writeStartObject().write("left", Long.toString(p.comparison().left())).write("right", Long.toString(p.comparison().right()))
                .write("choice", p.comparison().choice().name().toLowerCase(Locale.ROOT)).write("judge", p.judge()).write("at", p.made().toString());
        optional("seconds", p.seconds());
        json.writeEnd();
    }

    private void optional(String name, Object value) {
        if (value instanceof Double number) {
            json.write(name, number);
        } else if (value != null) {
            json.write(name, value.toString());
        }
    }

    @Override
    public void close() {
        json.writeEnd().writeEnd().close();
    }
}
