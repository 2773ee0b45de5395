package org.fastlabel.goldennoise.transfer;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.fastlabel.dataset.table.CsvRows;
import org.fastlabel.dataset.table.JsonRows;
import org.fastlabel.dataset.table.ParquetRows;
import org.fastlabel.dataset.table.RowWriter;
import org.fastlabel.goldennoise.ImageFiles;
import org.fastlabel.goldennoise.store.Picture;
import org.fastlabel.goldennoise.store.Prompt;
import org.fastlabel.goldennoise.store.Session;
import org.fastlabel.goldennoise.store.SessionRepository;
import org.fastlabel.goldennoise.store.TransferRepository;
import org.fastlabel.goldennoise.store.TransferRepository.Whole;

/** Writes the record group by group, so that its size does not matter. */
@ApplicationScoped
public class Export {

    /** The record within a zip. */
    static final String RECORD = "golden-noise.json";
    /** Where pictures lie within a zip. */
    static final String IMAGES = "images/";
    private static final int AT_A_TIME = 50;
    private static final int PROMPTS_AT_A_TIME = 5_000;

    @EJB
    private TransferRepository transfer;
    @EJB
    private SessionRepository sessions;
    @Inject
    private ImageFiles files;

    /** What can be had. */
    enum Format {
        JSON("application/json", "golden-noise.json"), CSV("text/csv;charset=utf-8", "golden-noise.csv"),
        PARQUET("application/vnd.apache.parquet", "golden-noise.parquet"), PAIRS("application/x-ndjson", "golden-noise-pairs.jsonl"),
        ZIP("application/zip", "golden-noise.zip");

        private final String mediaType;
        private final String fileName;

        Format(String mediaType, String fileName) {
            this.mediaType = mediaType;
            this.fileName = fileName;
        }

        String mediaType() {
            return mediaType;
        }

        String fileName() {
            return fileName;
        }
    }

    /** @param session null for all */
    void write(Format format, Session session, OutputStream out) throws IOException {
        List<Session> all = session == null ? sessions.all() : List.of(session);
        String id = session == null ? null : session.id();
        switch (format) {
            case JSON -> record(all, id, out);
            case ZIP -> zip(all, id, out);
            case CSV -> rows(all, id, new CsvRows<>(ImageRow.COLUMNS, writer(out)));
            case PARQUET -> rows(all, id, new ParquetRows<>("golden_noise", ImageRow.COLUMNS, out));
            case PAIRS -> pairs(all, id, new JsonRows<>(Preference.COLUMNS, writer(out), true));
        }
    }

    private static Writer writer(OutputStream out) {
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    }

    private interface Step {
        void take(Whole whole) throws IOException;
    }

    private void each(String session, Step step) throws IOException {
        long after = 0;
        for (List<Whole> page = transfer.made(session, after, AT_A_TIME); !page.isEmpty(); page = transfer.made(session, after, AT_A_TIME)) {
            for (Whole whole : page) {
                step.take(whole);
                after = whole.batch().seq();
            }
        }
    }

    private void rows(List<Session> all, String id, RowWriter<ImageRow> rows) throws IOException {
        rows.begin();
        each(id, whole -> {
            for (ImageRow row : ImageRow.of(session(all, whole), whole)) {
                rows.row(row);
            }
        });
        rows.end();
    }

    private void pairs(List<Session> all, String id, RowWriter<Preference> rows) throws IOException {
        rows.begin();
        each(id, whole -> {
            for (Preference row : Preference.of(session(all, whole), whole)) {
                rows.row(row);
            }
        });
        rows.end();
    }

    /** One that began after the list was read has no name here yet. */
    private static String session(List<Session> all, Whole whole) {
        return all.stream().filter(s -> s.id().equals(whole.batch().sessionId())).map(Session::name).findFirst().orElse("");
    }

    private void record(List<Session> all, String id, OutputStream out) throws IOException {
        try (RecordWriter json = new RecordWriter(out)) {
            for (Session session : all) {
                json.session(session, each -> eachPrompt(session.id(), each));
            }
            json.groups();
            Set<String> known = new HashSet<>(all.stream().map(Session::id).toList());
            each(id, whole -> {
                if (known.contains(whole.batch().sessionId())) {
                    json.group(whole);
                }
            });
        }
    }

    private void eachPrompt(String session, Consumer<Prompt> each) {
        int after = 0;
        for (List<Prompt> page = transfer.prompts(session, after, PROMPTS_AT_A_TIME); !page.isEmpty(); page = transfer.prompts(session, after, PROMPTS_AT_A_TIME)) {
            page.forEach(each);
            after = page.get(page.size() - 1).number();
        }
    }

    private void zip(List<Session> all, String id, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.putNextEntry(new ZipEntry(RECORD));
        record(all, id, new FilterOutputStream(zip) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                zip.write(bytes, offset, length);
            }

            @Override
            public void close() {
                // The zip goes on.
            }
        });
        zip.closeEntry();
        zip.setLevel(Deflater.NO_COMPRESSION);
        each(id, whole -> {
            for (Picture picture : whole.pictures()) {
                Optional<byte[]> png = picture.made() ? files.read(picture.path()) : Optional.empty();
                if (png.isPresent()) {
                    zip.putNextEntry(new ZipEntry(IMAGES + picture.path()));
                    zip.write(png.get());
                    zip.closeEntry();
                }
            }
        });
        zip.finish();
    }
}
