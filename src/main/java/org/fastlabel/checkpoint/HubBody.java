package org.fastlabel.checkpoint;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The bytes of an answer as they come; who reads them does not wait for ever. Read by one thread, closed by any. */
final class HubBody implements BodySubscriber<HubBody>, AutoCloseable {

    private static final Object END = new Object();
    private static final Object CLOSED = new Object();

    private final Duration patience;
    private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
    private volatile Flow.Subscription subscription;

    HubBody(Duration patience) {
        this.patience = patience;
    }

    /**
     * What has come next; null at the end.
     *
     * @throws HttpTimeoutException when nothing comes for too long; {@link CancellationException} when it has been closed
     */
    @SuppressWarnings("unchecked")
    List<ByteBuffer> next() throws IOException, InterruptedException {
        Object next = arrived.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (next == null) {
            close();
            throw new HttpTimeoutException("nothing came for " + patience.toSeconds() + " s");
        } else if (next == CLOSED) {
            throw new CancellationException("closed");
        } else if (next instanceof Throwable failure) {
            throw failure instanceof IOException e ? e : new IOException(failure);
        } else if (next == END) {
            return null;
        }
        // The following bytes may come while these are dealt with, but no more than that.
        subscription.request(1);
        return (List<ByteBuffer>) next;
    }

    @Override
    public CompletionStage<HubBody> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription s) {
        subscription = s;
        s.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        arrived.add(bytes);
    }

    @Override
    public void onError(Throwable failure) {
        arrived.add(failure);
    }

    @Override
    public void onComplete() {
        arrived.add(END);
    }

    @Override
    public void close() {
        Flow.Subscription s = subscription;
        if (s != null) {
            s.cancel();
        }
        arrived.add(CLOSED);
    }
}
