package org.fastlabel.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All kinds of work that there are. */
@ApplicationScoped
public class JobKinds {

    @Inject
    @Any
    private Instance<JobKind> kinds;

    private Map<String, JobKind> byName;

    /** Two kinds of one name are a fault of ours, seen at the first job. */
    public synchronized Optional<JobKind> find(String name) {
        if (byName == null) {
            byName = kinds.stream().collect(Collectors.toUnmodifiableMap(JobKind::name, kind -> kind));
        }
        return Optional.ofNullable(byName.get(name));
    }
}
