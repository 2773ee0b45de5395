package org.fastlabel.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateless;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.fastlabel.api.HealthResource;
import org.fastlabel.security.AccessFilter.Access;
import org.fastlabel.security.AccessFilter.Rule;
import org.junit.jupiter.api.Test;

/** No resource of the team's is open because somebody forgot to say whom it is for. */
class AccessFilterTest {

    private static final Set<String> ROLES = Set.of(CurrentUser.ADMIN, CurrentUser.ANNOTATOR);

    private static List<Class<?>> resources() {
        return new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.fastlabel").stream()
                .filter(c -> c.isAnnotatedWith(Path.class)).<Class<?>>map(JavaClass::reflect).toList();
    }

    private static List<Method> calls(Class<?> resource) {
        return Arrays.stream(resource.getDeclaredMethods()).filter(m -> Arrays.stream(m.getAnnotations())
                .anyMatch(a -> a.annotationType().isAnnotationPresent(HttpMethod.class))).toList();
    }

    @Test
    void eachMethodOfTheTeamsResourcesSaysWhoMayCall() {
        Set<String> forgotten = new TreeSet<>();
        int seen = 0;
        for (Class<?> resource : resources()) {
            if (AccessFilter.guarded(resource)) {
                for (Method call : calls(resource)) {
                    Rule rule = AccessFilter.rule(resource, call);
                    seen++;
                    if (rule.access() == Access.NOBODY || rule.access() == Access.ROLES && !ROLES.containsAll(rule.roles())) {
                        forgotten.add(resource.getSimpleName() + "." + call.getName());
                    }
                }
            }
        }
        assertEquals(Set.of(), forgotten);
        assertTrue(seen >= 10, "resources are found at all: " + seen);
    }

    /** The container would ask for roles that it does not know. */
    @Test
    void noneOfThemIsABeanWhoseRolesTheContainerJudges() {
        assertEquals(List.of(), resources().stream().filter(AccessFilter::guarded)
                .filter(c -> c.isAnnotationPresent(Stateless.class) || c.isAnnotationPresent(Singleton.class)).toList());
    }

    @Test
    void accountsAndAuditAreForAdministratorsOnly() {
        for (Class<?> resource : List.of(AccountsResource.class, AuditResource.class)) {
            for (Method call : calls(resource)) {
                assertEquals(new Rule(Access.ROLES, Set.of(CurrentUser.ADMIN)), AccessFilter.rule(resource, call), call.getName());
            }
        }
    }

    @Test
    void onlyTheTeamsPackagesAreGuarded() {
        assertTrue(AccessFilter.guarded(AuthResource.class));
        assertFalse(AccessFilter.guarded(HealthResource.class));
    }

    @RolesAllowed(CurrentUser.ADMIN)
    private static class Closed {

        @PermitAll
        void open() {
            throw new UnsupportedOperationException();
        }

        @RolesAllowed({CurrentUser.ADMIN, CurrentUser.ANNOTATOR})
        void both() {
            throw new UnsupportedOperationException();
        }

        void asTheClass() {
            throw new UnsupportedOperationException();
        }
    }

    private static class Forgotten {

        void call() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void theMethodsWordCountsBeforeThatOfTheClass() throws NoSuchMethodException {
        assertEquals(Access.ANYBODY, AccessFilter.rule(Closed.class, Closed.class.getDeclaredMethod("open")).access());
        assertEquals(ROLES, AccessFilter.rule(Closed.class, Closed.class.getDeclaredMethod("both")).roles());
        assertEquals(Set.of("admin"), AccessFilter.rule(Closed.class, Closed.class.getDeclaredMethod("asTheClass")).roles());
        assertEquals(Access.NOBODY, AccessFilter.rule(Forgotten.class, Forgotten.class.getDeclaredMethod("call")).access());
        assertNotEquals(Access.ANYBODY, AccessFilter.rule(Closed.class, null).access());
    }
}
