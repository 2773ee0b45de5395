package org.fastlabel.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;

/** All kinds of work that there are. */
@ApplicationScoped
public class JobKinds {

    @Inject
    @Any
    private Instance<JobKind> kinds;

    public Optional<JobKind> find(String name) {
        return kinds.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }
}
