package org.fastlabel.security;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.Set;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;

/** The people who may log in. */
@Path("/accounts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed(CurrentUser.ADMIN)
public class AccountsResource {

    private static final int LONGEST_NAME = 100;

    @EJB
    private AccountRepository accounts;
    @EJB
    private AccountDesk desk;
    @Inject
    private Passwords passwords;
    @Inject
    private Sessions sessions;
    @Inject
    private Login login;
    @Inject
    private CurrentUser user;

    @GET
    public JsonObject all() {
        JsonArrayBuilder list = Json.createArrayBuilder();
        accounts.all().forEach(a -> list.add(json(a)));
        return Json.createObjectBuilder().add("accounts", list).build();
    }

    /** {@code {"username", "role", "password"?, "display_name"?}}; a password that was generated is in the answer, and nowhere else. */
    @POST
    public JsonObject add(String body) {
        JsonObject fields = JsonBody.object(body);
        String username = PasswordRules.username(JsonBody.text(fields, "username")
                .orElseThrow(() -> new InvalidInput("missing-field", "\"username\" is missing.")));
        String role = role(fields).orElseThrow(() -> new InvalidInput("missing-field", "\"role\" is missing: admin or annotator."));
        String displayName = displayName(fields).orElse(username);
        Optional<String> given = password(fields, username);
        String password = given.orElseGet(PasswordRules::generated);
        JsonObjectBuilder answer = json(desk.add(user.name(), username, displayName, role, passwords.hash(password), false));
        return (given.isPresent() ? answer : answer.add("password", password)).build();
    }

    /** {@code {"role"?, "active"?, "display_name"?}}. */
    @POST
    @Path("{username}")
    public JsonObject change(@PathParam("username") String username, String body) {
        JsonObject fields = JsonBody.object(body);
        Account changed = desk.change(user.name(), PasswordRules.canonical(username), role(fields).orElse(null), active(fields),
                displayName(fields).orElse(null));
        sessions.changed(changed.username());
        return json(changed).build();
    }

    /** {@code {"password"?}}: without one it is generated. All tokens of the account end. */
    @POST
    @Path("{username}/reset")
    public JsonObject reset(@PathParam("username") String username, String body) {
        String name = PasswordRules.canonical(username);
        Optional<String> given = body == null || body.isBlank() ? Optional.empty() : password(JsonBody.object(body), name);
        String password = given.orElseGet(PasswordRules::generated);
        sessions.changed(desk.password(user.name(), name, passwords.hash(password), "account.reset").username());
        return (given.isPresent() ? Json.createObjectBuilder().addNull("password") : Json.createObjectBuilder().add("password", password)).build();
    }

    /** Ends all tokens of the account. */
    @POST
    @Path("{username}/revoke")
    public JsonObject revoke(@PathParam("username") String username) {
        Account account = desk.revoke(user.name(), PasswordRules.canonical(username));
        sessions.changed(account.username());
        return json(account).build();
    }

    private JsonObjectBuilder json(Account account) {
        return AccountJson.account(account, login.lockedUntil(account.username()));
    }

    private static Optional<String> password(JsonObject fields, String username) {
        return JsonBody.text(fields, "password").map(p -> PasswordRules.password(p, username));
    }

    private static Optional<String> role(JsonObject fields) {
        Optional<String> role = JsonBody.text(fields, "role");
        if (role.isPresent() && !Set.of(CurrentUser.ADMIN, CurrentUser.ANNOTATOR).contains(role.get())) {
            throw new InvalidInput("bad-role", "\"role\" must be admin or annotator.");
        }
        return role;
    }

    private static Boolean active(JsonObject fields) {
        JsonValue value = fields.get("active");
        if (value == null || value == JsonValue.NULL) {
            return null;
        }
        if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
            throw new InvalidInput("bad-field", "\"active\" must be true or false.");
        }
        return value == JsonValue.TRUE;
    }

    private static Optional<String> displayName(JsonObject fields) {
        Optional<String> name = JsonBody.text(fields, "display_name").map(String::strip).filter(n -> !n.isEmpty());
        if (name.filter(n -> n.length() > LONGEST_NAME || n.chars().anyMatch(Character::isISOControl)).isPresent()) {
            throw new InvalidInput("bad-field", "\"display_name\" must be one line of at most " + LONGEST_NAME + " characters.");
        }
        return name;
    }
}
