package org.fastlabel.hub.store;

import java.util.List;

/** Some tasks, and where to go on. @param next null when there are no more */
public record TaskPage(List<TaskRow> tasks, String next) {
}
