package org.fastlabel.jobs;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which changes of jobs were sent already. Numbers of changes are given before their transactions end, so one may turn up after a greater
 * one: each look goes back a little, and this leaves out what was sent. Not for several threads.
 */
final class SeenChanges {

    private final Map<Long, Long> changeByJob = new HashMap<>();
    private long last;

    /** The greatest number so far. */
    long last() {
        return last;
    }

    /** @return those that are new, in the order of their changes */
    List<Job> news(List<Job> jobs) {
        List<Job> news = jobs.stream().filter(job -> changeByJob.getOrDefault(job.id(), 0L) < job.change())
                .sorted(Comparator.comparing(Job::change)).toList();
        changeByJob.keySet().retainAll(jobs.stream().map(Job::id).toList());
        for (Job job : news) {
            changeByJob.put(job.id(), job.change());
            last = Math.max(last, job.change());
        }
        return news;
    }

    /** Takes these for sent. */
    void begin(List<Job> jobs) {
        changeByJob.clear();
        last = 0;
        news(jobs);
    }
}
