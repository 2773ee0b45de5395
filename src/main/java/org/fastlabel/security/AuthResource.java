package org.fastlabel.security;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;
import org.fastlabel.api.MaxBody;

/** Logging in and out. */
@Path("/auth")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class AuthResource {

    private static final long SMALL = 64 << 10;

    @EJB
    private AccountRepository accounts;
    @Inject
    private Login login;
    @Inject
    private Sessions sessions;
    @Inject
    private CurrentUser user;
    @Inject
    private AuditLog audit;
    @Context
    private HttpServletRequest request;

    /** {@code {"username", "password", "cookie"?}}; with {@code "cookie": true} the token is also set as a cookie that no script can read. */
    @POST
    @Path("login")
    @PermitAll
    @MaxBody(SMALL)
    public Response login(String body) {
        JsonObject fields = JsonBody.object(body);
        Login.Entry entry = login.login(text(fields, "username"), text(fields, "password"), request.getRemoteAddr());
        return answer(entry, fields.getBoolean("cookie", false));
    }

    /** The demonstration accounts that can be used here, for the page where one logs in: none where others can reach the server. */
    @GET
    @Path("demo")
    @PermitAll
    public JsonObject demo() {
        JsonArrayBuilder list = Json.createArrayBuilder();
        List<Account> known = Loopback.listening() ? accounts.all() : List.of();
        known.stream().filter(a -> a.demo() && a.active()).forEach(a -> list.add(Json.createObjectBuilder()
                .add("username", a.username()).add("password", PasswordRules.DEMONSTRATION.getOrDefault(a.username(), ""))));
        return Json.createObjectBuilder().add("accounts", list).build();
    }

    /** Ends the token that was shown. */
    @POST
    @Path("logout")
    @RolesAllowed({CurrentUser.ADMIN, CurrentUser.ANNOTATOR})
    @MaxBody(SMALL)
    public Response logout() {
        sessions.end(user.caller());
        audit.record(user.name(), "logout", "account " + user.name(), null);
        return Response.ok("{\"logged_out\":true}").cookie(cookie("", 0)).build();
    }

    /** {@code {"old", "new"}}: all tokens of the account end; the answer has a new one. */
    @POST
    @Path("password")
    @RolesAllowed({CurrentUser.ADMIN, CurrentUser.ANNOTATOR})
    @MaxBody(SMALL)
    public Response password(String body) {
        JsonObject fields = JsonBody.object(body);
        Login.Entry entry = login.change(user.caller().account(), text(fields, "old"), text(fields, "new"), request.getRemoteAddr());
        return answer(entry, request.getCookies() != null && Arrays.stream(request.getCookies())
                .anyMatch(c -> c.getName().equals(Credentials.SESSION_COOKIE)));
    }

    private Response answer(Login.Entry entry, boolean cookie) {
        Response.ResponseBuilder answer = Response.ok(AccountJson.login(entry));
        return (cookie ? answer.cookie(cookie(entry.token().text(), NewCookie.DEFAULT_MAX_AGE)) : answer).build();
    }

    /** Ends with the browser, or with the token that it holds. */
    private NewCookie cookie(String value, int seconds) {
        return new NewCookie.Builder(Credentials.SESSION_COOKIE).value(value).path("/").httpOnly(true).secure(Credentials.https(request))
                .sameSite(NewCookie.SameSite.STRICT).maxAge(seconds).build();
    }

    private static String text(JsonObject fields, String name) {
        return JsonBody.text(fields, name).filter(t -> !t.isEmpty())
                .orElseThrow(() -> new InvalidInput("missing-field", "\"" + name + "\" is missing."));
    }
}
