package org.fastlabel.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The audit log as a file that others read. */
class AuditExportTest {

    private static final String NASTY = "a \"name\", with\r\nlines; <b>密</b>";
    private static final AuditEntry ENTRY = new AuditEntry(7, Instant.parse("2026-03-01T08:00:00.123Z"), "ann", "dataset.create", NASTY, null);

    private static String written(AuditExport format, AuditEntry... entries) throws IOException {
        StringWriter out = new StringWriter();
        format.head(out);
        for (AuditEntry entry : entries) {
            format.line(entry, out);
        }
        return out.toString();
    }

    @Test
    void csvGivesBackWhatWasSaid() throws IOException {
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(written(AuditExport.CSV, ENTRY, ENTRY))) {
            List<CsvRecord> rows = reader.stream().toList();
            assertEquals(List.of("id", "at", "who", "action", "subject", "detail"), rows.get(0).getFields());
            assertEquals(List.of("7", "2026-03-01T08:00:00.123Z", "ann", "dataset.create", NASTY, ""), rows.get(1).getFields());
            assertEquals(3, rows.size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\n=1", "=HYPERLINK(\"http://evil.example\")"})
    void aSpreadsheetFindsNoFormula(String text) throws IOException {
        String csv = written(AuditExport.CSV, new AuditEntry(1, ENTRY.at(), text, text, text, text));
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(csv)) {
            for (String field : reader.stream().skip(1).findFirst().orElseThrow().getFields().subList(2, 6)) {
                assertEquals("'" + text, field);
            }
        }
    }

    @Test
    void jsonLinesGiveBackWhatWasSaid() throws IOException {
        String[] lines = written(AuditExport.JSONL, ENTRY, ENTRY).split("\n");
        assertEquals(2, lines.length);
        JsonObject json = Json.createReader(new StringReader(lines[1])).readObject();
        assertEquals(NASTY, json.getString("subject"));
        assertEquals(7, json.getInt("id"));
        assertEquals("2026-03-01T08:00:00.123Z", json.getString("at"));
        assertTrue(json.isNull("detail"));
    }
}
