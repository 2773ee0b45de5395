package org.fastlabel.checkpoint;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** Answers in the place of a server of {@link FakeHub}, rightly or wrongly. */
public interface HubFault {

    /** The right answer: all bytes, or those that are asked for. */
    HubFault NONE = (exchange, file) -> {
        int from = begin(exchange, file);
        if (from >= 0) {
            exchange.getResponseBody().write(file, from, file.length - from);
        }
    };

    /** @param file the true bytes, empty for what is no file */
    void answer(HttpExchange exchange, byte[] file) throws IOException;

    /** @param headers name, value, name, value … */
    static HubFault status(int status, String... headers) {
        return (exchange, file) -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, -1);
        };
    }

    /** The connection ends after so many bytes of the file, counted from its beginning. */
    static HubFault cutAt(int byteOfFile) {
        return (exchange, file) -> {
            int from = begin(exchange, file);
            exchange.getResponseBody().write(file, from, byteOfFile - from);
            exchange.getResponseBody().flush();
        };
    }

    /** All bytes, whatever part was asked for. */
    static HubFault whole() {
        return (exchange, file) -> instead(file).answer(exchange, file);
    }

    /** Other bytes of the same length. */
    static HubFault wrong() {
        return (exchange, file) -> {
            byte[] other = file.clone();
            other[other.length - 1] ^= 1;
            NONE.answer(exchange, other);
        };
    }

    /** Only these bytes, announced as if they were all. */
    static HubFault instead(byte[] bytes) {
        return (exchange, file) -> {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /** Sends status and headers. @return the first byte to send, or -1 when there is none */
    private static int begin(HttpExchange exchange, byte[] bytes) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        String ifRange = exchange.getRequestHeaders().getFirst("If-Range");
        boolean same = ifRange == null || ifRange.equals(exchange.getResponseHeaders().getFirst("ETag"));
        if (range == null || !same) {
            exchange.sendResponseHeaders(200, bytes.length);
            return 0;
        }
        int from = Integer.parseInt(range.replaceAll("\\D", ""));
        if (from >= bytes.length) {
            exchange.getResponseHeaders().set("Content-Range", "bytes */" + bytes.length);
            exchange.sendResponseHeaders(416, -1);
            return -1;
        }
        exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
        exchange.sendResponseHeaders(206, bytes.length - from);
        return from;
    }
}
