package org.fastlabel.goldennoise.transfer;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.generation.GenerationParameters;
import org.fastlabel.goldennoise.Fields;
import org.fastlabel.goldennoise.ImageFiles;
import org.fastlabel.goldennoise.Verdict;
import org.fastlabel.goldennoise.rating.Comparison;
import org.fastlabel.goldennoise.rating.Comparison.Choice;
import org.fastlabel.goldennoise.store.Batch;
import org.fastlabel.goldennoise.store.BatchCodec;
import org.fastlabel.goldennoise.store.Decision;
import org.fastlabel.goldennoise.store.PairChoice;
import org.fastlabel.goldennoise.store.Picture;
import org.fastlabel.goldennoise.store.Prompt;
import org.fastlabel.goldennoise.store.TransferRepository.Whole;

/** Understands one group of a record, strictly: what does not hang together is refused with the reason. */
final class GroupReader {

    private static final int MOST = 1_000;
    private static final double HUGE = 1e12;

    private GroupReader() {
    }

    /** A group as it is to be kept, and where its pictures lie in the zip, by seed. */
    record Read(Whole whole, int current, Map<Long, String> files) {
    }

    /** @param prompt that the group is of @throws InvalidInput the message goes on from "the group" */
    static Read read(JsonObject json, Prompt prompt) {
        Fields fields = new Fields(json);
        String id = fields.required("batch_id");
        if (!id.matches("[0-9a-f-]{36}")) {
            throw bad("has an unusual batch_id");
        }
        Map<Long, String> files = new HashMap<>();
        List<Picture> pictures = pictures(json, id, prompt, files);
        Map<Long, Integer> bySeed = new HashMap<>();
        pictures.forEach(p -> bySeed.put(p.seed(), p.candidate()));
        GenerationParameters parameters = BatchCodec.parameters(fields.text("parameters", "{}", 2_000));
        Batch.Filtered prefilter = BatchCodec.prefilter(fields.text("prefilter", null, 2_000));
        int shown = (int) pictures.stream().filter(p -> p.place() != null).count();
        Batch batch = new Batch(id, 0, prompt.sessionId(), prompt.id(), Batch.State.DONE, false, shown, parameters, prefilter,
                fields.text("model", "", 300), fields.whole("noise_version", 0, 0, Integer.MAX_VALUE), null, null, moment(fields, "created"),
                null);
        List<Decision> decisions = decisions(json, id, pictures, bySeed);
        List<PairChoice> pairs = pairs(json, id, bySeed.keySet());
        int current = fields.whole("current", 0, 0, Integer.MAX_VALUE);
        if (current != 0 && decisions.stream().noneMatch(d -> d.version() == current)) {
            throw bad("names a decision that is not there");
        }
        return new Read(new Whole(batch, prompt, pictures, decisions, pairs), current, files);
    }

    private static List<Picture> pictures(JsonObject json, String id, Prompt prompt, Map<Long, String> files) {
        List<Picture> pictures = new ArrayList<>();
        Set<Long> seeds = new HashSet<>();
        Set<Integer> places = new HashSet<>();
        for (JsonObject one : objects(json, "images")) {
            Fields f = new Fields(one);
            long seed = f.seed("seed");
            Integer place = f.has("place") ? f.whole("place", 0, 0, MOST) : null;
            if (!seeds.add(seed) || place != null && !places.add(place)) {
                throw bad("has a seed or a place twice");
            }
            String file = f.text("file", null, 500);
            String path = file == null ? null : ImageFiles.folder(prompt) + "/" + seed + (file.matches(".*/\\d+-[^/]+\\.png") ? "-" + id : "") + ".png";
            if (place != null && path == null) {
                throw bad("shows a picture that was not made");
            }
            if (file != null) {
                files.put(seed, file);
            }
            pictures.add(new Picture(pictures.size(), id, pictures.size(), seed, f.flag("shared", false), path, place,
                    f.flag("explored", false), real(f, "clip_score"), real(f, "aesthetic"), real(f, "probability")));
        }
        if (places.isEmpty()) {
            throw bad("shows no picture");
        }
        return pictures;
    }

    private static List<Decision> decisions(JsonObject json, String id, List<Picture> pictures, Map<Long, Integer> bySeed) {
        List<Decision> decisions = new ArrayList<>();
        Set<Integer> versions = new HashSet<>();
        for (JsonObject one : objects(json, "decisions")) {
            Fields f = new Fields(one);
            Map<Long, Verdict> verdicts = new TreeMap<>();
            for (Verdict verdict : Verdict.values()) {
                Collection<Long> seeds = f.seeds(verdict.name().toLowerCase(Locale.ROOT), MOST);
                for (long seed : seeds == null ? List.<Long>of() : seeds) {
                    Integer candidate = bySeed.get(seed);
                    if (candidate == null || pictures.get(candidate).place() == null || verdicts.put((long) candidate, verdict) != null) {
                        throw bad("judges a picture that it does not show, or one twice");
                    }
                }
            }
            int version = f.whole("version", 1, 1, Integer.MAX_VALUE);
            if (!versions.add(version)) {
                throw bad("has two decisions of version " + version);
            }
            decisions.add(new Decision(0, id, version, f.judge(), f.seconds(), moment(f, "at"),
                    f.oneOf("origin", "import", List.of("choice", "pairs", "import")), verdicts));
        }
        return decisions;
    }

    private static List<PairChoice> pairs(JsonObject json, String id, Set<Long> seeds) {
        List<PairChoice> pairs = new ArrayList<>();
        for (JsonObject one : objects(json, "pairs")) {
            Fields f = new Fields(one);
            Comparison comparison = new Comparison(f.seed("left"), f.seed("right"),
                    Choice.valueOf(f.oneOf("choice", "tie", List.of("left", "right", "tie")).toUpperCase(Locale.ROOT)));
            if (!seeds.containsAll(List.of(comparison.left(), comparison.right())) || comparison.left() == comparison.right()) {
                throw bad("compares a picture that it does not have");
            }
            pairs.add(new PairChoice(0, id, comparison, f.judge(), f.seconds(), moment(f, "at")));
        }
        return pairs;
    }

    private static List<JsonObject> objects(JsonObject json, String name) {
        List<JsonObject> objects = new ArrayList<>();
        for (JsonValue value : RecordReader.list(json, name)) {
            if (!(value instanceof JsonObject object) || objects.size() == MOST) {
                throw bad("has something odd in \"" + name + "\"");
            }
            objects.add(object);
        }
        return objects;
    }

    private static Double real(Fields fields, String name) {
        return fields.has(name) ? fields.number(name, 0, -HUGE, HUGE) : null;
    }

    static Instant moment(Fields fields, String name) {
        try {
            return Instant.parse(fields.text(name, "", 50));
        } catch (DateTimeException e) {
            throw bad("has no moment as \"" + name + "\"");
        }
    }

    /** The texts of a list. */
    static List<String> texts(JsonObject json, String name) {
        List<String> texts = new ArrayList<>();
        for (JsonValue value : RecordReader.list(json, name)) {
            if (!(value instanceof JsonString text)) {
                throw bad("has something else than text in \"" + name + "\"");
            }
            texts.add(text.getString());
        }
        return texts;
    }

    static InvalidInput bad(String why) {
        return new InvalidInput("bad-record", why);
    }
}
