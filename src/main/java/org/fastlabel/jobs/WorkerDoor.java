package org.fastlabel.jobs;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.fastlabel.api.Settings;

/** A process that only runs jobs says whether it is alive, and nothing else. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class WorkerDoor implements Filter {

    private static final Set<String> OPEN = Set.of("/health", "/api/health");

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException, ServletException {
        if (Settings.role() != Settings.Role.WORKER || OPEN.contains(((HttpServletRequest) request).getRequestURI())) {
            chain.doFilter(request, response);
            return;
        }
        HttpServletResponse answer = (HttpServletResponse) response;
        answer.setStatus(HttpServletResponse.SC_NOT_FOUND);
        answer.setContentType("application/problem+json");
        answer.setCharacterEncoding("UTF-8");
        String detail = "This process runs jobs and serves no pages.";
        answer.getWriter().write("{\"type\":\"about:blank\",\"status\":404,\"code\":\"worker\",\"title\":\"Not Found\",\"success\":false,"
                + "\"detail\":\"" + detail + "\",\"message\":\"" + detail + "\"}");
    }
}
