package org.fastlabel.goldennoise.transfer;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.fastlabel.api.BoundedStream;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.TooLarge;
import org.fastlabel.goldennoise.Fields;
import org.fastlabel.goldennoise.ImageFiles;
import org.fastlabel.goldennoise.prompts.PromptList;
import org.fastlabel.goldennoise.store.BatchRepository;
import org.fastlabel.goldennoise.store.Picture;
import org.fastlabel.goldennoise.store.Prompt;
import org.fastlabel.goldennoise.store.Session;
import org.fastlabel.goldennoise.store.SessionRepository;
import org.fastlabel.goldennoise.store.SessionSettings;
import org.fastlabel.goldennoise.store.TransferRepository;
import org.fastlabel.media.image.ImageReading;

/**
 * Brings an export back: sessions and groups that are not here yet. Names within a zip only serve to find a picture; where it is kept
 * follows from its prompt and seed.
 */
@ApplicationScoped
public class Import {

    static final long MAX_BYTES = 2L << 30;
    private static final long MAX_RECORD = 64L << 20;
    private static final int MAX_PICTURE = 64 << 20;
    private static final int MOST_SKIPPED = 20;

    @EJB
    private TransferRepository transfer;
    @EJB
    private SessionRepository sessions;
    @EJB
    private BatchRepository batches;
    @Inject
    private ImageFiles files;

    /** @param skipped the first twenty of what could not be taken over @param files pictures that were saved */
    public record Report(int sessions, int batches, int images, int files, int repeated, List<String> skipped) {
    }

    /** What has been taken over so far. */
    private static final class Progress {

        private int sessions;
        private int batches;
        private int images;
        private int files;
        private int repeated;
        private final List<String> skipped = new ArrayList<>();

        void skip(String what) {
            if (skipped.size() < MOST_SKIPPED) {
                skipped.add(what);
            }
        }

        Report report() {
            return new Report(sessions, batches, images, files, repeated, List.copyOf(skipped));
        }
    }

    /**
     * @param file a JSON record or a zip of one with pictures; what it is, is decided by its content
     * @throws InvalidInput with code {@code bad-record}
     */
    Report take(Path file) throws IOException {
        Progress progress = new Progress();
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(2);
        }
        if (start.length == 2 && start[0] == 'P' && start[1] == 'K') {
            try (ZipFile zip = new ZipFile(file.toFile())) {
                ZipEntry record = zip.getEntry(Export.RECORD);
                if (record == null) {
                    throw new InvalidInput("bad-record", "The zip has no " + Export.RECORD + " in it; send one that was exported here.");
                }
                try (InputStream in = zip.getInputStream(record)) {
                    read(in, zip, progress);
                }
            } catch (ZipException e) {
                throw new InvalidInput("bad-record", "The zip is broken; export it again.", e);
            }
        } else {
            try (InputStream in = Files.newInputStream(file)) {
                read(in, null, progress);
            }
        }
        return progress.report();
    }

    private void read(InputStream in, ZipFile zip, Progress progress) {
        RecordReader.read(new BoundedStream(in, MAX_RECORD, () -> new TooLarge("record-too-large", "The record is larger than "
                + (MAX_RECORD >> 20) + " MB; export it session by session.")), json -> session(json, progress), json -> group(json, zip, progress));
    }

    private void session(JsonObject json, Progress progress) {
        String named = "a session";
        try {
            Fields fields = new Fields(json);
            String id = fields.required("session_id");
            named = "session " + fields.text("name", id, 200);
            if (!id.matches("[0-9a-f-]{36}")) {
                throw GroupReader.bad("has an unusual session_id");
            }
            if (sessions.find(id).isPresent()) {
                return;
            }
            List<String> prompts = GroupReader.texts(json, "prompts");
            if (prompts.isEmpty() || !PromptList.of(prompts).prompts().equals(prompts)) {
                throw GroupReader.bad("has no prompts, or some that no session can have");
            }
            SessionSettings settings;
            try {
                settings = SessionSettings.stored(fields.text("settings", "{}", 5_000));
            } catch (NullPointerException | ClassCastException | IllegalArgumentException e) {
                throw new InvalidInput("bad-record", "has settings that cannot be read", e);
            }
            Optional<Session> current = sessions.current();
            sessions.create(new Session(id, fields.text("name", id, 200), GroupReader.moment(fields, "created"), settings), prompts);
            transfer.skip(id, RecordReader.list(json, "skipped").stream().filter(n -> n instanceof JsonNumber)
                    .map(n -> ((JsonNumber) n).intValue()).toList());
            // Whoever is at work stays where they are.
            current.ifPresent(s -> sessions.use(s.id()));
            progress.sessions++;
        } catch (InvalidInput e) {
            progress.skip(named + ": " + e.getMessage());
        }
    }

    private void group(JsonObject json, ZipFile zip, Progress progress) {
        String named = "a group";
        try {
            Fields fields = new Fields(json);
            named = "group " + fields.required("batch_id");
            Prompt prompt = transfer.prompt(fields.required("session_id"), fields.whole("number", 0, 1, PromptList.MAX_PROMPTS))
                    .orElseThrow(() -> GroupReader.bad("is of a session or prompt that is not here"));
            if (!prompt.text().equals(fields.text("prompt", "", PromptList.MAX_LENGTH))) {
                throw GroupReader.bad("is of another prompt than the one that has its number here");
            }
            GroupReader.Read read;
            try {
                read = GroupReader.read(json, prompt);
            } catch (NullPointerException | ClassCastException e) {
                throw new InvalidInput("bad-record", "has parameters that cannot be read", e);
            }
            boolean here = batches.find(read.whole().batch().id()).isPresent();
            List<Picture> pictures = here ? batches.pictures(read.whole().batch().id()) : read.whole().pictures();
            if (zip != null) {
                save(pictures, read.files(), zip, progress);
            }
            if (here) {
                progress.repeated++;
            } else {
                transfer.add(read.whole(), read.current());
                progress.batches++;
                progress.images += pictures.size();
            }
        } catch (InvalidInput e) {
            progress.skip(named + ": " + e.getMessage());
        }
    }

    /** Pictures that are here already stay as they are. */
    private void save(List<Picture> pictures, Map<Long, String> names, ZipFile zip, Progress progress) {
        for (Picture picture : pictures) {
            String name = names.get(picture.seed());
            ZipEntry entry = name == null || !picture.made() || files.has(picture.path()) ? null : zip.getEntry(name);
            if (entry == null) {
                continue;
            }
            try (InputStream in = zip.getInputStream(entry)) {
                byte[] png = in.readNBytes(MAX_PICTURE + 1);
                if (png.length > MAX_PICTURE) {
                    throw GroupReader.bad("is larger than 64 MB");
                }
                // Whatever is served as a picture later has been read as one.
                files.write(picture.path(), ImageFiles.png(ImageReading.read(png, ImageReading.Limits.DEFAULT)));
                progress.files++;
            } catch (FastLabelException e) {
                if (!(e instanceof InvalidInput)) {
                    throw e;
                }
                progress.skip("the picture of seed " + picture.seed() + ": " + e.getMessage());
            } catch (IOException e) {
                progress.skip("the picture of seed " + picture.seed() + " cannot be unpacked");
            }
        }
    }
}
