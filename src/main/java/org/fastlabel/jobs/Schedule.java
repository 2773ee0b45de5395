package org.fastlabel.jobs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import javax.sql.DataSource;

/** Tells the workers, of whichever process, what is due. */
@ApplicationScoped
public class Schedule {

    static final TaskDescriptor<Void> ANYWHERE = TaskDescriptor.of("job");
    static final TaskDescriptor<Void> IN_WEB = TaskDescriptor.of("job-in-web");

    @Resource(lookup = "java:app/jdbc/FastLabel")
    private DataSource dataSource;

    private SchedulerClient client;

    /** In the transaction of the caller, so that no row waits for a worker that was never told. */
    public void due(JobRepository.Entry entry, Instant at) {
        TaskDescriptor<Void> task = entry.needsWeb() ? IN_WEB : ANYWHERE;
        client().schedule(task.instance(name(entry.job().id(), entry.round())).scheduledTo(at));
    }

    private synchronized SchedulerClient client() {
        if (client == null) {
            client = SchedulerClient.Builder.create(dataSource).build();
        }
        return client;
    }

    static String name(long job, int round) {
        return job + "." + round;
    }

    static long job(String name) {
        return Long.parseLong(name.substring(0, name.indexOf('.')));
    }

    static int round(String name) {
        return Integer.parseInt(name.substring(name.indexOf('.') + 1));
    }
}
