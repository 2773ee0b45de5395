package org.fastlabel.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Requests that a well-behaved client does not make. */
public final class RawHttp {

    private static final int PATIENCE_MILLIS = 30_000;

    private RawHttp() {
    }

    /** Writes the request. */
    public interface Sender {
        void send(OutputStream out) throws IOException;
    }

    /** @return the whole answer, head and body; as much as came when the server hangs up */
    public static String exchange(int port, Sender sender) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            OutputStream out = socket.getOutputStream();
            try {
                sender.send(out);
                out.flush();
            } catch (IOException e) {
                // Refused in the middle of the sending; the answer is there to be read all the same.
                return read(socket.getInputStream());
            }
            return read(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request with {@code Connection: close}. @param headers each ended by CR LF */
    public static String request(int port, String line, String headers) {
        return exchange(port, out -> out.write(head(line, headers)));
    }

    public static byte[] head(String line, String headers) {
        return (line + " HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8);
    }

    public static int status(String answer) {
        return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : -1;
    }

    private static String read(InputStream in) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            in.transferTo(answer);
        } catch (IOException e) {
            // A reset after the answer; what came before counts.
            return answer.toString(StandardCharsets.UTF_8);
        }
        return answer.toString(StandardCharsets.UTF_8);
    }
}
