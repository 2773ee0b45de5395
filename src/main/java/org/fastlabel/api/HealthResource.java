package org.fastlabel.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Answers as soon as requests are served. */
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {

    /** @param status always UP */
    public record Health(String status) {
    }

    @GET
    public Health health() {
        return new Health("UP");
    }
}
