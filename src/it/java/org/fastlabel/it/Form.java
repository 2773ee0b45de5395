package org.fastlabel.it;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/** A form of files and fields, as a browser sends it. */
public final class Form {

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    public Form file(String name, byte[] bytes) {
        return file(name, name, bytes);
    }

    public Form file(String part, String name, byte[] bytes) {
        return part(part, "; filename=\"" + name + "\"", bytes);
    }

    public Form field(String name, String text) {
        return part(name, "", text.getBytes(StandardCharsets.UTF_8));
    }

    private Form part(String name, String file, byte[] bytes) {
        body.writeBytes(("--line\r\nContent-Disposition: form-data; name=\"" + name + "\"" + file
                + "\r\nContent-Type: application/octet-stream\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(bytes);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public Answer post(Api api, String path) {
        byte[] whole = (body.toString(StandardCharsets.ISO_8859_1) + "--line--\r\n").getBytes(StandardCharsets.ISO_8859_1);
        return api.send(api.request(path).header("Content-Type", "multipart/form-data; boundary=line").POST(BodyPublishers.ofByteArray(whole)));
    }
}
