package org.fastlabel.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests that a well-behaved client does not make. */
public final class RawHttp {

    private static final int PATIENCE_MILLIS = 90_000;
    private static final Pattern LENGTH = Pattern.compile("(?i)\\r\\ncontent-length: *(\\d+)\\r\\n");

    private RawHttp() {
    }

    /** Writes the request. */
    public interface Sender {
        void send(OutputStream out) throws IOException;
    }

    /** @return the whole answer, head and body, or what came until the server hung up or a minute and a half had passed */
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

    /** Up to the end of the answer that its head announces; who waits for the server to hang up may wait long. */
    private static String read(InputStream in) {
        StringBuilder answer = new StringBuilder();
        try {
            for (int c = in.read(); c >= 0; c = in.read()) {
                answer.append((char) c);
                if (complete(answer)) {
                    break;
                }
            }
        } catch (IOException e) {
            // A reset after the answer; what came before counts.
            return text(answer);
        }
        return text(answer);
    }

    private static boolean complete(StringBuilder answer) {
        int head = answer.indexOf("\r\n\r\n");
        if (head < 0) {
            return false;
        }
        Matcher length = LENGTH.matcher(answer.substring(0, head + 2));
        return length.find() ? answer.length() >= head + 4 + Integer.parseInt(length.group(1))
                : answer.length() >= 5 && answer.substring(answer.length() - 5).equals("0\r\n\r\n");
    }

    private static String text(StringBuilder bytes) {
        return new String(bytes.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
