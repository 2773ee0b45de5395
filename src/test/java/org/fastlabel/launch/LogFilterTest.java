package org.fastlabel.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogFilterTest {

    private final List<String> console = new ArrayList<>();
    private final LogFilter filter = new LogFilter(console::add);

    private void log(String... lines) {
        List.of(lines).forEach(filter::accept);
    }

    @Test
    void ourWordsAreShownTheServersAreNot() {
        log("[2026-11-21T13:03:33.200+0000] [] [INFO] [] [org.fastlabel.labeling.workspace.Workspace] [tid: _ThreadID=1] [timeMillis: 1] "
                + "[levelValue: 800] Data set photos: 124 items.",
                "[2026-11-21T13:03:33.201+0000] [] [INFO] [] [PayaraMicro] [tid: _ThreadID=1] [timeMillis: 1] [levelValue: 800] ready",
                "[2026-11-21T13:03:33.201+0000] [] [INFO] [AS-EJB-00054] [org.fastlabel.Desk] [tid: _ThreadID=1] [timeMillis: 1] "
                + "[levelValue: 800] Portable JNDI names");
        assertEquals(List.of("  Data set photos: 124 items."), console);
    }

    @Test
    void ofSeveralLinesTheFirstIsShown() {
        log("[2026-11-21T13:03:33.200+0000] [] [SEVERE] [] [org.fastlabel.api.ProblemMappers] [tid: _ThreadID=1] [timeMillis: 1] "
                + "[levelValue: 1000] [[", "  incident 17 at /api/next_batch", "java.lang.IllegalStateException", "\tat somewhere]]",
                "no record");
        assertEquals(List.of("  SEVERE: incident 17 at /api/next_batch"), console);
    }
}
