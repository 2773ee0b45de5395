package org.fastlabel.hub.labelstudio;

import java.util.List;
import org.fastlabel.hub.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A data set of ten texts that are in Label Studio already. */
abstract class TenImported {

    final HubAndOutside hub = new HubAndOutside();
    long dataset;
    List<Task> tasks;

    @BeforeEach
    void imported() {
        dataset = hub.dataset(10);
        hub.importTasks(new TestJob(dataset));
        tasks = hub.tasks(dataset);
    }

    @AfterEach
    void close() {
        hub.close();
    }

    /** @return what Label Studio calls it */
    long outside(int task) {
        return tasks.get(task).lsTask();
    }

    String label(int task) {
        return hub.ledger.tasks(List.of(tasks.get(task).id())).get(0).label();
    }
}
