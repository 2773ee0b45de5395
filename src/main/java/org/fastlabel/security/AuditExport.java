package org.fastlabel.security;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.Writer;

/** Lines of the audit log as text: JSON Lines, or CSV that a spreadsheet does not take for formulas. */
enum AuditExport {

    CSV("text/csv;charset=utf-8", "audit.csv") {
        @Override
        void head(Writer out) throws IOException {
            out.write("id,at,who,action,subject,detail\r\n");
        }

        @Override
        void line(AuditEntry e, Writer out) throws IOException {
            out.write(e.id() + "," + e.at() + "," + cell(e.who()) + "," + cell(e.action()) + "," + cell(e.subject()) + "," + cell(e.detail())
                    + "\r\n");
        }
    },

    JSONL("application/x-ndjson", "audit.jsonl") {
        @Override
        void head(Writer out) {
            // Each line is complete in itself.
        }

        @Override
        void line(AuditEntry e, Writer out) throws IOException {
            out.write(json(e) + "\n");
        }
    };

    private final String mediaType;
    private final String fileName;

    AuditExport(String mediaType, String fileName) {
        this.mediaType = mediaType;
        this.fileName = fileName;
    }

    String mediaType() {
        return mediaType;
    }

    String fileName() {
        return fileName;
    }

    abstract void head(Writer out) throws IOException;

    abstract void line(AuditEntry entry, Writer out) throws IOException;

    static JsonObject json(AuditEntry e) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("id", e.id()).add("at", e.at().toString()).add("who", e.who())
                .add("action", e.action()).add("subject", e.subject());
        return (e.detail() == null ? json.addNull("detail") : json.add("detail", e.detail())).build();
    }

    /** In quotes; what a spreadsheet would compute gets an apostrophe before it. */
    static String cell(String text) {
        if (text == null) {
            return "";
        }
        boolean formula = !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0;
        return "\"" + (formula ? "'" : "") + text.replace("\"", "\"\"") + "\"";
    }
}
