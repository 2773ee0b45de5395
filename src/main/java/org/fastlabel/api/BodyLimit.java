package org.fastlabel.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Refuses bodies above the limit: by their declared length before anything is read, else as soon as the limit is passed. */
@Provider
public class BodyLimit implements ContainerRequestFilter {

    /** Far more than a confirmation of every item of a large data set takes. */
    static final long MAX_BYTES = 10L << 20;

    @Override
    public void filter(ContainerRequestContext request) {
        String declared = request.getHeaderString("Content-Length");
        if (declared != null && declared.matches("\\d{1,18}") && Long.parseLong(declared) > MAX_BYTES) {
            throw tooLarge();
        }
        request.setEntityStream(new Limited(request.getEntityStream()));
    }

    private static TooLarge tooLarge() {
        return new TooLarge("body-too-large", "The body of a request may have at most " + (MAX_BYTES >> 20)
                + " MB. Send it in several requests.");
    }

    private static final class Limited extends FilterInputStream {

        private long left = MAX_BYTES;

        Limited(InputStream in) {
            super(in);
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
                throw tooLarge();
            }
        }
    }
}
