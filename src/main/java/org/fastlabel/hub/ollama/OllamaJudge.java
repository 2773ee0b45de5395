package org.fastlabel.hub.ollama;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.hub.Opinion;
import org.fastlabel.hub.PreLabeler;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.connections.TryLater;
import org.fastlabel.jobs.JobRun;
import org.fastlabel.jobs.RetryLater;

/** A language model at work on the tasks of one job, on a few of them at once. One item that it fails at is given up; many in a row are a fault of the server. */
final class OllamaJudge implements PreLabeler.Judge {

    private static final int MOST_TROUBLES = 5;
    private static final int SERVER_ERROR = 500;

    private final String version;
    private final Interview interview;
    private final int parallel;
    private final Function<Task, Interview.Item> items;
    private final ExecutorService executor;
    private final AtomicInteger troubles = new AtomicInteger();

    /** @param items reads what is to be judged */
    OllamaJudge(String version, Interview interview, int parallel, Function<Task, Interview.Item> items, ExecutorService executor) {
        this.version = version;
        this.interview = interview;
        this.parallel = parallel;
        this.items = items;
        this.executor = executor;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public int chunk() {
        return 4 * parallel;
    }

    @Override
    public List<Opinion> judge(List<Task> tasks, JobRun job) {
        Opinion[] opinions = new Opinion[tasks.size()];
        ExecutorCompletionService<Void> finished = new ExecutorCompletionService<>(executor);
        List<Future<Void>> begun = new ArrayList<>();
        try {
            int done = 0;
            while (done < opinions.length) {
                job.goOn();
                while (begun.size() < opinions.length && begun.size() - done < parallel) {
                    int i = begun.size();
                    begun.add(finished.submit(one(tasks.get(i), opinions, i)));
                }
                Future<Void> next = finished.poll(1, TimeUnit.SECONDS);
                if (next != null) {
                    next.get();
                    done++;
                }
            }
            return List.of(opinions);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RetryLater("interrupted", "Pre-labelling was interrupted.", null);
        } finally {
            // Ends what is still asked: the server there stops generating when the connection is closed.
            begun.forEach(future -> future.cancel(true));
        }
    }

    private Callable<Void> one(Task task, Opinion[] opinions, int i) {
        return () -> {
            opinions[i] = judge(task);
            return null;
        };
    }

    Opinion judge(Task task) {
        Interview.Item item;
        try {
            item = items.apply(task);
        } catch (FastLabelException e) {
            return Opinion.unusable("the item cannot be read: " + e.getMessage(), JsonObject.EMPTY_JSON_OBJECT);
        }
        if (item.text().isBlank() && item.images().isEmpty()) {
            return Opinion.unusable("there is nothing to judge: the text is empty", JsonObject.EMPTY_JSON_OBJECT);
        }
        try {
            Opinion opinion = interview.about(item);
            troubles.set(0);
            return opinion;
        } catch (Reply.Missing e) {
            if (troubles.incrementAndGet() >= MOST_TROUBLES) {
                throw new Conflict("no-answers", "Ollama answered none of the last " + MOST_TROUBLES + " requests; of the last one, " + e.getMessage());
            }
            return Opinion.unusable(e.getMessage(), JsonObject.EMPTY_JSON_OBJECT);
        } catch (TryLater e) {
            boolean ofThisItem = e.outsideStatus() == SERVER_ERROR || e.code().equals(TryLater.TIMEOUT) && e.perhapsDone();
            if (!ofThisItem || troubles.incrementAndGet() >= MOST_TROUBLES) {
                throw e;
            }
            return Opinion.unusable("no answer: " + e.detail(), JsonObject.EMPTY_JSON_OBJECT);
        }
    }
}
