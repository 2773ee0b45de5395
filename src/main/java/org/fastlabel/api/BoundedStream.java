package org.fastlabel.api;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** Refuses to go on beyond a length: what comes may be longer than what was announced, and what is unpacked than what was sent. */
public final class BoundedStream extends FilterInputStream {

    private final Supplier<? extends FastLabelException> refusal;
    private long left;

    public BoundedStream(InputStream in, long most, Supplier<? extends FastLabelException> refusal) {
        super(in);
        this.left = most;
        this.refusal = refusal;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        count(Math.max(n, 0));
        return n;
    }

    private void count(int n) {
        left -= n;
        if (left < 0) {
            throw refusal.get();
        }
    }
}
