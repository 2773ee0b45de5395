package org.fastlabel.goldennoise;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The paths as the specification prints them, at the root of the server. */
@WebServlet(urlPatterns = {"/init_model", "/generate_batch", "/submit_selection", "/get_next_prompt"}, asyncSupported = true)
public class AliasPaths extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        request.getRequestDispatcher("/api/golden" + request.getServletPath()).forward(request, response);
    }
}
