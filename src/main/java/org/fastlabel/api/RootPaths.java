package org.fastlabel.api;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The paths as the specifications print them, at the root of the server: each is another name for one below {@code /api}. */
@WebServlet(asyncSupported = true, urlPatterns = {"/auth/*", "/me", "/datasets/*", "/tasks/*", "/annotator/*", "/jobs/*", "/health", "/ml/*",
    "/init_model", "/generate_batch", "/submit_selection", "/get_next_prompt"})
public class RootPaths extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** By the first part of the path. */
    private static final Map<String, String> TARGETS = Map.ofEntries(Map.entry("auth", "/api/auth"), Map.entry("me", "/api/me"),
            Map.entry("datasets", "/api/hub/datasets"), Map.entry("tasks", "/api/hub/tasks"), Map.entry("annotator", "/api/hub/annotator"),
            Map.entry("jobs", "/api/jobs"), Map.entry("health", "/api/health"), Map.entry("ml", "/api/ml"),
            Map.entry("init_model", "/api/golden/init_model"), Map.entry("generate_batch", "/api/golden/generate_batch"),
            Map.entry("submit_selection", "/api/golden/submit_selection"), Map.entry("get_next_prompt", "/api/golden/get_next_prompt"));

    /** The path below {@code /api} that this one stands for; empty when it stands for itself. */
    public static Optional<String> target(String path) {
        if (!path.startsWith("/")) {
            return Optional.empty();
        }
        int end = path.indexOf('/', 1);
        String first = path.substring(1, end < 0 ? path.length() : end);
        return Optional.ofNullable(TARGETS.get(first)).map(target -> target + (end < 0 ? "" : path.substring(end)));
    }

    /** The other names of a path below {@code /api}. */
    static List<String> shortNames(String path) {
        return TARGETS.entrySet().stream().filter(e -> path.equals(e.getValue()) || path.startsWith(e.getValue() + "/"))
                .map(e -> "/" + e.getKey() + path.substring(e.getValue().length())).toList();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        Optional<String> target = target(path);
        if (target.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        request.getRequestDispatcher(target.get()).forward(request, response);
    }
}
