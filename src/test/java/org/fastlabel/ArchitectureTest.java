package org.fastlabel;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateless;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Keeps the table of features in the README true. Each rule was seen to fail on a planted violation. */
@AnalyzeClasses(packages = "org.fastlabel", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** A nested class counts as its outermost class. */
    private static DescribedPredicate<JavaClass> named(String regex) {
        return describe("named " + regex, c -> c.getName().replaceAll("\\$.*", "").matches(regex));
    }

    @ArchTest
    static final ArchRule arrowsPointDown = Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers()
            .layer("labeling").definedBy("org.fastlabel.labeling..")
            .layer("goldennoise").definedBy("org.fastlabel.goldennoise..")
            .layer("hub").definedBy("org.fastlabel.hub..")
            .layer("jobs").definedBy("org.fastlabel.jobs..")
            .layer("embedding").definedBy("org.fastlabel.embedding..")
            .layer("generation").definedBy("org.fastlabel.generation..")
            .layer("checkpoint").definedBy("org.fastlabel.checkpoint..")
            .layer("clip").definedBy("org.fastlabel.clip..")
            .layer("torch").definedBy("org.fastlabel.torch..")
            .layer("dataset").definedBy("org.fastlabel.dataset..")
            .layer("media").definedBy("org.fastlabel.media..")
            .layer("security").definedBy("org.fastlabel.security..")
            .layer("persistence").definedBy("org.fastlabel.persistence..")
            .layer("api").definedBy("org.fastlabel.api..")
            .layer("launch").definedBy("org.fastlabel.launch..")
            .whereLayer("hub").mayNotBeAccessedByAnyLayer()
            .whereLayer("jobs").mayOnlyBeAccessedByLayers("hub")
            // The team's data sets are opened, and learnt from, as the person's own are.
            .whereLayer("labeling").mayOnlyBeAccessedByLayers("hub")
            .whereLayer("goldennoise").mayNotBeAccessedByAnyLayer()
            .whereLayer("launch").mayNotBeAccessedByAnyLayer()
            .whereLayer("generation").mayOnlyBeAccessedByLayers("goldennoise")
            .whereLayer("embedding").mayOnlyBeAccessedByLayers("labeling", "goldennoise", "hub")
            .whereLayer("checkpoint").mayOnlyBeAccessedByLayers("labeling", "embedding", "generation")
            .whereLayer("clip").mayOnlyBeAccessedByLayers("embedding", "checkpoint", "generation", "goldennoise", "hub")
            // The heads are programs of the features' own.
            .whereLayer("torch").mayOnlyBeAccessedByLayers("clip", "checkpoint", "embedding", "labeling", "generation", "goldennoise", "hub")
            // The trainers of the embedded models draw their own portraits; Golden Noise reads and writes tables.
            .whereLayer("dataset").mayOnlyBeAccessedByLayers("labeling", "embedding", "clip", "generation", "goldennoise", "hub")
            .whereLayer("media").mayOnlyBeAccessedByLayers("labeling", "embedding", "clip", "dataset", "generation", "goldennoise", "hub")
            .whereLayer("security").mayOnlyBeAccessedByLayers("labeling", "generation", "goldennoise", "jobs", "hub");

    @ArchTest
    static final ArchRule noCycles = slices().matching("org.fastlabel.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule httpAtTheEdge = noClasses().that(not(named(".*Resource|.*\\.api\\..*|.*\\.(Status|Batch|Job)Stream|.*\\.security\\.AccessFilter")))
            .should().dependOnClassesThat().resideInAPackage("jakarta.ws.rs..");

    @ArchTest
    static final ArchRule persistenceAtTheEdge = noClasses()
            .that(not(named(".*Entity|.*Repository|.*\\.persistence\\..*")))
            .should().dependOnClassesThat().resideInAPackage("jakarta.persistence..");

    @ArchTest
    static final ArchRule tensorsAtTheEdge = noClasses()
            .that(not(named(".*\\.torch\\..*|.*Program|.*\\.Torch\\w*|.*\\.(clip|generation)\\.training\\..*|.*\\.(Clip|Sentence|T5)Tokenizer")))
            .should().dependOnClassesThat().resideInAPackage("ai.djl..");

    @ArchTest
    static final ArchRule resourcesSeeNoEntities = noClasses().that(named(".*Resource"))
            .should().dependOnClassesThat().areAnnotatedWith("jakarta.persistence.Entity");

    @ArchTest
    static final ArchRule threadsAreManaged = noClasses().that(not(named(".*\\.launch\\..*|.*\\.(clip|generation)\\.training\\..*")))
            .should().dependOnClassesThat().belongToAnyOf(Executors.class)
            .orShould().callMethod(CompletableFuture.class, "supplyAsync", Supplier.class);

    @ArchTest
    static final ArchRule timeIsPassedIn = noClasses().should().callMethod(Instant.class, "now");

    /** A second one of the same name would be lost, with a line in the server's log only. */
    @ArchTest
    static void sessionBeansHaveNamesOfTheirOwn(JavaClasses classes) {
        Map<String, List<String>> byName = classes.stream().filter(c -> c.isAnnotatedWith(Stateless.class) || c.isAnnotatedWith(Singleton.class))
                .collect(Collectors.groupingBy(JavaClass::getSimpleName, Collectors.mapping(JavaClass::getName, Collectors.toList())));
        byName.values().removeIf(same -> same.size() == 1);
        assertTrue(byName.isEmpty(), () -> "session beans of the same name: " + byName);
    }
}
