package org.fastlabel.api;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * The one shape of every error, after RFC 9457. {@code success} and {@code message} repeat it for clients of the
 * specification's contract.
 *
 * @param code     stable and machine-readable
 * @param instance the path that was called
 */
public record Problem(String type, String title, int status, String detail, String instance, String code, boolean success,
        String message) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(int status, String code, String detail, String instance) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return new Problem("about:blank", known == null ? "Error" : known.getReasonPhrase(), status, detail, instance, code,
                false, detail);
    }

    Response response() {
        Response.ResponseBuilder response = Response.status(status).type(MediaType.valueOf(MEDIA_TYPE)).entity(this);
        if (status == 503) {
            response.header("Retry-After", "2");
        } else if (status == 401) {
            response.header("WWW-Authenticate", "Bearer");
        }
        return response.build();
    }
}
