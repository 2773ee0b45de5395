package org.fastlabel.goldennoise.transfer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import org.fastlabel.api.FastLabelException;

/** Refuses to go on beyond a length: what is unpacked may be far longer than what was sent. */
final class BoundedStream extends FilterInputStream {

    private final Supplier<? extends FastLabelException> refusal;
    private long left;

    BoundedStream(InputStream in, long most, Supplier<? extends FastLabelException> refusal) {
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
