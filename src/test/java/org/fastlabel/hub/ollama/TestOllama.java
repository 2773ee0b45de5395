package org.fastlabel.hub.ollama;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.PreLabeler;
import org.fastlabel.hub.connections.AddressGuard;
import org.fastlabel.hub.connections.Outbound;
import org.fastlabel.hub.connections.Pace;

/** The product's own way to Ollama, for tests of other packages: texts only, two at once, no long waits. */
public final class TestOllama implements PreLabeler {

    private static final Pace QUICK = new Pace(2, Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofSeconds(5), Duration.ofSeconds(1), 50,
            Duration.ofSeconds(1), Duration.ofSeconds(2));

    private final String url;
    private final String model;
    private final ExecutorService executor;

    public TestOllama(String url, String model, ExecutorService executor) {
        this.url = url;
        this.model = model;
        this.executor = executor;
    }

    @Override
    public String by() {
        return "ollama";
    }

    @Override
    public Readiness readiness(Dataset dataset) {
        return new Readiness(true, model, url);
    }

    @Override
    public Judge open(Dataset dataset, String wanted) {
        OllamaClient client = new OllamaClient(new Outbound(QUICK, Clock.systemUTC()), AddressGuard.ofEnvironment("OLLAMA_BASE_URL", url),
                Duration.ofSeconds(120), Duration.ofMillis(5));
        return OllamaPreLabeler.open(dataset, wanted == null ? model : wanted, Prompt.of(dataset), true, client, new Manner(2, 5, false, 4096),
                task -> new Interview.Item(task.text(), List.of()), executor);
    }
}
