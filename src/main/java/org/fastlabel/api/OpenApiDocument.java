package org.fastlabel.api;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The description of all addresses as {@code /openapi.json}. The server makes it and keeps it at {@code /openapi}, outside of this program, and
 * {@link OpenApi} makes it readable; some servers have none.
 */
@WebServlet(urlPatterns = "/openapi.json")
public class OpenApiDocument extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int PATIENCE_MILLIS = 30_000;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] made = document(request);
        if (made == null) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            response.setContentType(Problem.MEDIA_TYPE);
            response.getWriter().write("{\"type\":\"about:blank\",\"status\":404,\"code\":\"no-openapi\",\"title\":\"Not Found\",\"success\":false,"
                    + "\"detail\":\"This server makes no OpenAPI document.\",\"message\":\"This server makes no OpenAPI document.\"}");
            return;
        }
        byte[] document;
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(made))) {
            document = OpenApi.read().of(reader.readObject()).toString().getBytes(StandardCharsets.UTF_8);
        }
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.setContentLength(document.length);
        response.getOutputStream().write(document);
    }

    /** From the address by which this request came in, which is ours. */
    private static byte[] document(HttpServletRequest request) throws IOException {
        String address = request.getLocalAddr();
        URI uri = URI.create("http://" + (address.contains(":") ? "[" + address.replaceFirst("%.*", "") + "]" : address) + ":"
                + request.getLocalPort() + "/openapi?format=JSON");
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(java.net.Proxy.NO_PROXY);
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("Accept", "application/json");
        // Asked for by the same person: where others can reach the server, this address is guarded as well.
        for (String credentials : List.of("Authorization", "Cookie")) {
            if (request.getHeader(credentials) != null) {
                connection.setRequestProperty(credentials, request.getHeader(credentials));
            }
        }
        try {
            boolean json = connection.getResponseCode() == 200 && String.valueOf(connection.getContentType()).contains("json");
            return json ? connection.getInputStream().readAllBytes() : null;
        } finally {
            connection.disconnect();
        }
    }
}
