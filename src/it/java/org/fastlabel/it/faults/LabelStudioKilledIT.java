package org.fastlabel.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.fastlabel.fakes.ls.Fault;
import org.fastlabel.fakes.ls.Store;
import org.fastlabel.it.Crew;
import org.fastlabel.it.Jobs;
import org.fastlabel.it.OwnServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code kill -9} of a worker at the worst moments of its talk with Label Studio. Another one goes on, and nothing is there twice. */
@OwnServer
@Tag("fault")
class LabelStudioKilledIT {

    private static final int COUNT = 60;
    private static final String IMPORT = "/api/projects/\\d+/import";
    private static final String PREDICTIONS = "/api/projects/\\d+/import/predictions";
    private static final String TASKS = "/api/tasks/?";

    private static Crew crew;
    private static Jobs jobs;

    @BeforeAll
    static void start() {
        crew = new Crew("outside_killed");
        jobs = crew.jobs();
    }

    @BeforeEach
    void allRun() {
        crew.complete();
        crew.labelStudio().noFaults();
    }

    @AfterAll
    static void end() {
        if (crew != null) {
            crew.close();
        }
    }

    /** A data set with a project of its own. */
    private record Place(long dataset, long project) {

        static Place of(String name) {
            long dataset = jobs.texts(name, COUNT);
            long project = crew.labelStudio().store().create(name, Store.TEXTS);
            jobs.api().post("hub/datasets/" + dataset + "/label_studio", "{\"project_id\":" + project + "}").ok();
            return new Place(dataset, project);
        }

        List<Store.Seen> seen() {
            return crew.labelStudio().store().seen(project);
        }

        JsonObject done(String work) {
            return jobs.ended(jobs.begin(dataset, work), "success");
        }
    }

    /** Each of our tasks is there once, and we know under which number. */
    private static void assertImportedOnce(Place place) {
        Map<Long, String> there = new HashMap<>();
        place.seen().forEach(task -> there.put(task.id(), task.data().getString("hub_id")));
        assertEquals(COUNT, there.size());
        List<JsonObject> ours = jobs.tasks(place.dataset());
        assertEquals(COUNT, ours.size());
        ours.forEach(task -> assertTrue(Optional.ofNullable(there.get(task.getJsonNumber("ls_task_id").longValue())).orElse("")
                .endsWith(":" + task.getJsonNumber("id")), () -> "in the project under another number: " + task));
    }

    @Test
    void beforeLabelStudioHasReadTheImport() {
        Place place = Place.of("before the import");
        crew.labelStudio().fault("POST", IMPORT, Fault.before(crew::killWhoRuns), 1);
        JsonObject job = place.done("import_to_ls");
        assertEquals(2, job.getInt("attempt"));
        assertEquals("imported " + COUNT + " tasks", job.getString("message"));
        assertImportedOnce(place);
    }

    @Test
    void afterTheImportBeforeItsAnswer() {
        Place place = Place.of("after the import");
        crew.labelStudio().fault("POST", IMPORT, Fault.after(crew::killWhoRuns), 1);
        JsonObject job = place.done("import_to_ls");
        assertEquals(2, job.getInt("attempt"));
        assertEquals("imported " + COUNT + " tasks", job.getString("message"));
        assertImportedOnce(place);
    }

    @Test
    void afterPredictionsWereWritten() {
        Place place = Place.of("predictions");
        place.done("import_to_ls");
        crew.labelStudio().fault("POST", PREDICTIONS, Fault.after(crew::killWhoRuns), 1);
        JsonObject job = place.done("prelabel");
        assertEquals("prelabeled " + COUNT + " tasks; wrote " + COUNT + " predictions", job.getString("message"));
        assertTrue(job.getInt("attempt") == 2, () -> "it was to be killed: " + job);
        place.seen().forEach(task -> assertEquals(1, task.versions().size(), () -> "predictions of " + task));
        assertEquals(COUNT, crew.ollama().judgings().stream().map(call -> call.body().toString()).collect(Collectors.groupingBy(
                Function.identity(), Collectors.counting())).values().stream().mapToLong(times -> times).sum(), "what was judged is not judged again");
    }

    @Test
    void whileAnswersAreRead() {
        Place place = Place.of("answers");
        place.done("import_to_ls");
        List<Store.Seen> there = place.seen();
        for (int i = 0; i < 10; i++) {
            crew.labelStudio().store().annotate(there.get(i).id(), i < 4 ? "OK" : "NG", 2);
        }
        crew.labelStudio().fault("GET", TASKS, Fault.after(crew::killWhoRuns), 1);
        JsonObject job = place.done("export_from_ls");
        assertEquals(2, job.getInt("attempt"));
        assertEquals("exported 10 labeled tasks", job.getString("message"));
        JsonObject stats = jobs.api().get("hub/datasets/" + place.dataset() + "/stats").ok();
        assertEquals(10, stats.getInt("labeled"));
        assertEquals(4, stats.getJsonObject("by_label").getInt("OK"));
        assertEquals(6, stats.getJsonObject("by_label").getInt("NG"));
    }
}
