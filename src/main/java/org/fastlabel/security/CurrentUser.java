package org.fastlabel.security;

import jakarta.enterprise.context.RequestScoped;
import org.fastlabel.api.Forbidden;

/** Who makes this request. Set once by the access filter, before any resource is called. */
@RequestScoped
public class CurrentUser {

    public static final String ADMIN = "admin";
    public static final String ANNOTATOR = "annotator";

    private String username;
    private String role;
    private Caller caller;

    public void set(String who, String as) {
        username = who;
        role = as;
    }

    void set(Caller now) {
        set(now.username(), now.account().role());
        caller = now;
    }

    public boolean known() {
        return username != null;
    }

    /** @throws Forbidden when nobody is logged in: a resource forgot to say who may call it */
    public String name() {
        if (username == null) {
            throw new Forbidden("login-required", "Log in first.");
        }
        return username;
    }

    public boolean admin() {
        return ADMIN.equals(role);
    }

    /** With the token by which the person came. */
    Caller caller() {
        name();
        return caller;
    }
}
