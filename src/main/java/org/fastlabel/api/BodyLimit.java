package org.fastlabel.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;

/** Refuses bodies above the limit: by their declared length before anything is read, else as soon as the limit is passed. */
@Provider
public class BodyLimit implements ContainerRequestFilter {

    /** Far more than a confirmation of every item of a large data set takes. */
    static final long MAX_BYTES = 10L << 20;

    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        long most = limit(resource.getResourceMethod());
        String declared = request.getHeaderString("Content-Length");
        if (declared != null && declared.matches("\\d{1,18}") && Long.parseLong(declared) > most) {
            throw tooLarge(most);
        }
        request.setEntityStream(new BoundedStream(request.getEntityStream(), most, () -> tooLarge(most)));
    }

    private static long limit(Method method) {
        MaxBody own = method == null ? null : method.getAnnotation(MaxBody.class);
        return own == null ? MAX_BYTES : own.value();
    }

    private static TooLarge tooLarge(long most) {
        return new TooLarge("body-too-large", "The body of this request may have at most " + (most >> 20)
                + " MB. Send less at a time.");
    }
}
