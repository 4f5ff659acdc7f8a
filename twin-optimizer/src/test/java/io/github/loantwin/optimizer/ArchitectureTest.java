package io.github.loantwin.optimizer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The optimizer stands apart from the environment, and the solver from the models. */
class ArchitectureTest {
    private static final String ROOT = "io.github.loantwin.optimizer";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /** Without classes every rule would pass. */
    @Test
    void classesAreFound() {
        assertTrue(CLASSES.size() > 10, "found " + CLASSES.size());
        assertTrue(CLASSES.contain(ROOT + ".solver.ConeSolver"));
    }

    @Test
    void onlyPolicySeesTheEnvironment() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".policy..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.github.loantwin.env..")
                .check(CLASSES);
    }

    @Test
    void solverSeesNothingButJava() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".solver..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(ROOT + ".solver..", "java..")
                .check(CLASSES);
    }

    @Test
    void libraryHasNoSecondSolver() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.ojalgo..", "org.apache.commons.math3..")
                .because("they are second opinions in tests only")
                .check(CLASSES);
    }
}
