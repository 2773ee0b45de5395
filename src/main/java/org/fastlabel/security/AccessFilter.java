package org.fastlabel.security;

import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.Forbidden;
import org.fastlabel.api.Unauthorized;

/**
 * Lets a request through to the resources of a team only when the person behind it has one of the roles that the resource, or its method,
 * names. It judges by what is about to be called, not by the path; what names nobody is closed.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class AccessFilter implements ContainerRequestFilter {

    private static final List<String> PACKAGES = List.of("org.fastlabel.hub", "org.fastlabel.jobs", "org.fastlabel.security");

    /** For whom a page acts: in another of its windows the browser may have been given to somebody else meanwhile. */
    private static final String MEANT = "X-FastLabel-User";

    @Context
    private ResourceInfo resource;
    @Inject
    private Sessions sessions;
    @Inject
    private CurrentUser user;

    /** Who may call. */
    enum Access { ANYBODY, ROLES, NOBODY }

    /** @param roles of {@link Access#ROLES}, else empty */
    record Rule(Access access, Set<String> roles) {
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Class<?> called = resource.getResourceClass();
        if (called == null || !guarded(called)) {
            return;
        }
        Rule rule = rule(called, resource.getResourceMethod());
        Optional<String> token = token(request);
        if (rule.access() == Access.ANYBODY) {
            token.ifPresent(this::enterIfValid);
            return;
        }
        user.set(sessions.caller(token.orElseThrow(() -> new Unauthorized("login-required", "Log in first."))));
        checkMeant(request.getHeaderString(MEANT), user.name());
        if (rule.access() == Access.NOBODY) {
            throw new Forbidden("closed", "Nobody may call this address.");
        }
        if (rule.roles().stream().noneMatch(role -> role.equals(user.caller().account().role()))) {
            throw new Forbidden("not-your-role", rule.roles().equals(Set.of(CurrentUser.ADMIN))
                    ? "Only an administrator may do this." : "Your account may not do this.");
        }
    }

    /** @param meant null where the caller does not say for whom it acts */
    static void checkMeant(String meant, String username) {
        if (meant != null && !meant.equals(username)) {
            throw new Conflict("other-person", "This was done as " + meant + ", but " + username + " is logged in. Log in as " + meant + " and send it again.");
        }
    }

    private void enterIfValid(String token) {
        try {
            user.set(sessions.caller(token));
        } catch (Unauthorized e) {
            // Open to anybody: an old cookie does no harm.
            return;
        }
    }

    private static Optional<String> token(ContainerRequestContext request) {
        Cookie cookie = request.getCookies().get(Credentials.SESSION_COOKIE);
        return Credentials.session(request.getHeaderString(HttpHeaders.AUTHORIZATION), cookie == null ? null : cookie.getValue());
    }

    static boolean guarded(Class<?> type) {
        String name = type.getPackageName();
        return PACKAGES.stream().anyMatch(p -> name.equals(p) || name.startsWith(p + "."));
    }

    /** The word of the method counts before that of its class. */
    static Rule rule(Class<?> type, Method method) {
        if (method != null && (method.isAnnotationPresent(RolesAllowed.class) || method.isAnnotationPresent(PermitAll.class))) {
            return rule(method.getAnnotation(RolesAllowed.class));
        }
        return type.isAnnotationPresent(RolesAllowed.class) || type.isAnnotationPresent(PermitAll.class)
                ? rule(type.getAnnotation(RolesAllowed.class)) : new Rule(Access.NOBODY, Set.of());
    }

    private static Rule rule(RolesAllowed roles) {
        return roles == null ? new Rule(Access.ANYBODY, Set.of()) : new Rule(Access.ROLES, Set.of(roles.value()));
    }
}
