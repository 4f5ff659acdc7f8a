package io.github.loantwin.optimizer;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.NamedPolicy;
import io.github.loantwin.env.Policy;
import io.github.loantwin.env.StepInfo;
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
    void onlyTheBenchSeesOtherSolvers() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".bench..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.ojalgo..", "org.apache.commons.math3..")
                .because("they are what the optimizer is measured beside, and optional")
                .check(CLASSES);
    }

    /** What is published is all that a controller can reach: no simulator, no economy, no loan, no environment to ask. */
    @Test
    void controllersSeeOnlyWhatIsPublished() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".policy")
                .should()
                .dependOnClassesThat(resideInAPackage("io.github.loantwin.env..")
                        .and(not(belongToAnyOf(
                                Policy.class,
                                NamedPolicy.class,
                                StepInfo.class,
                                InfoField.class,
                                InfoField[].class,
                                ActionLayout.class))))
                .check(CLASSES);
    }
}
