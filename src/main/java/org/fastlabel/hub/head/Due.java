package org.fastlabel.hub.head;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.fastlabel.hub.head.LookRepository.Look;

/** When there is enough to learn. */
final class Due {

    /** A data set's first head is made by itself when there are so many labels; earlier when somebody asks for it. */
    static final long FIRST = 10;
    private static final double SHARE = 0.1;
    /** Fewer labels than {@link #SHARE} are learnt when nobody has given one for this long. */
    private static final Duration QUIET = Duration.ofSeconds(30);
    private static final Duration LEAST = Duration.ofSeconds(10);
    /** Learning takes at most one part in so many of the time. */
    private static final double PARTS = 20;

    private Due() {
    }

    /** @param awaited somebody waits for what each label brings */
    static boolean now(Look look, boolean awaited, Instant now) {
        if (look.seen() == null) {
            return look.now().labels() >= (awaited ? 2 : FIRST);
        }
        long more = Math.abs(look.now().labels() - look.seen().labels());
        boolean same = more == 0 && Objects.equals(look.now().until(), look.seen().until());
        if (same || look.now().labels() < 2) {
            return false;
        }
        Duration rest = Duration.ofMillis((long) (1000 * PARTS * look.seconds()));
        if (now.isBefore(look.at().plus(rest.compareTo(LEAST) > 0 ? rest : LEAST))) {
            return false;
        }
        boolean quiet = look.now().until() == null || !now.isBefore(look.now().until().plus(QUIET));
        return awaited || quiet || more >= SHARE * look.seen().labels();
    }
}
