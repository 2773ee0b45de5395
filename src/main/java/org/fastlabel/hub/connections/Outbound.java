package org.fastlabel.hub.connections;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The one way out to other servers. HTTP/1.1, a Content-Length always, no cookies; each call bounded in time and size; tried again, a few
 * times and with growing waits, only where the call says that this does no harm; a server that fails again and again is left alone for a
 * while. Every failure is a {@link TryLater} or a {@link Refused}.
 */
@ApplicationScoped
public class Outbound {

    private static final int MOST_REDIRECTS = 3;

    private final Pace pace;
    private final Failures failures;
    private final HttpClient client;
    private final RetryPolicy<Response> retries;
    private final Map<String, CircuitBreaker<Response>> breakers = new ConcurrentHashMap<>();

    public Outbound() {
        this(Pace.USUAL, Clock.systemUTC());
    }

    public Outbound(Pace pace, Clock clock) {
        this.pace = pace;
        this.failures = new Failures(clock);
        this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(pace.connect()).build();
        this.retries = RetryPolicy.<Response>builder().handle(TryLater.class).withMaxAttempts(pace.attempts()).withMaxDuration(pace.total())
                .withDelayFnOn(context -> delay(context.getAttemptCount(), context.getLastException()), TryLater.class)
                .abortOn(failure -> failure instanceof TryLater t && t.after() != null && t.after().compareTo(pace.askedFor()) > 0).build();
    }

    /** The moments are spread, so that many clients do not come back at once; never before what was asked for. */
    private Duration delay(int attempt, TryLater failure) {
        long usual = Math.min(pace.longest().toMillis(), pace.first().toMillis() << Math.min(attempt - 1, 20));
        long spread = usual / 2 + ThreadLocalRandom.current().nextLong(usual / 2 + 1);
        return Duration.ofMillis(failure.after() == null ? spread : failure.after().toMillis() + spread / 2);
    }

    /** @throws TryLater when it may work later; {@link Refused} when not */
    public Response send(Request request) {
        CircuitBreaker<Response> breaker = breakers.computeIfAbsent(request.address().place(), place -> CircuitBreaker.<Response>builder()
                .handleIf(failure -> failure instanceof TryLater t && t.troubled()).withFailureThreshold(pace.troubles()).withDelay(pace.rest()).build());
        try {
            return request.repeatable() ? Failsafe.with(retries, breaker).get(() -> attempt(request))
                    : Failsafe.with(breaker).get(() -> attempt(request));
        } catch (CircuitBreakerOpenException e) {
            throw Failures.resting(request, breaker.getRemainingDelay());
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException) {
                throw interrupted(request, e);
            }
            throw e;
        }
    }

    /** The next call is made even if the server there has been left alone: somebody has changed something. */
    public void forgive(Address address) {
        breakers.remove(address.place());
    }

    private Response attempt(Request request) {
        URI uri = request.uri();
        for (int hop = 0; ; hop++) {
            HttpResponse<byte[]> answer = exchange(request, uri);
            int status = answer.statusCode();
            if (status >= 200 && status < 300) {
                return new Response(request.address().place(), status, answer.headers(), answer.body());
            }
            URI next = status >= 300 && status < 400 && status != 304 ? answer.headers().firstValue("Location").map(uri::resolve).orElse(null) : null;
            if (next == null || hop == MOST_REDIRECTS || !request.method().equals("GET") || !sameServer(uri, next)) {
                throw failures.of(request, answer, next);
            }
            uri = next;
        }
    }

    private static boolean sameServer(URI a, URI b) {
        return a.getScheme().equals(b.getScheme()) && a.getHost().equalsIgnoreCase(b.getHost()) && Address.port(a) == Address.port(b)
                && b.getRawUserInfo() == null;
    }

    private HttpResponse<byte[]> exchange(Request request, URI uri) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri).timeout(request.within());
        request.headers().forEach(builder::header);
        builder.method(request.method(), request.body() == null ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(request.body()));
        CompletableFuture<HttpResponse<byte[]>> coming = null;
        try {
            AddressGuard.recheck(request.address());
            coming = client.sendAsync(builder.build(), head -> new LimitedBody(request.maxBytes()));
            // The client's own limit ends with the headers; this one has the body too.
            return coming.get(request.within().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            coming.cancel(true);
            throw Failures.timeout(request, true);
        } catch (ExecutionException e) {
            throw Failures.of(request, e.getCause());
        } catch (IOException e) {
            throw Failures.of(request, e);
        } catch (InterruptedException e) {
            if (coming != null) {
                coming.cancel(true);
            }
            throw interrupted(request, e);
        }
    }

    private static TryLater interrupted(Request request, Exception e) {
        Thread.currentThread().interrupt();
        TryLater later = new TryLater(TryLater.BUSY, 0, "The call to " + request.address().place() + " was interrupted.", "It is made again.", null, true, false);
        later.initCause(e);
        return later;
    }
}
