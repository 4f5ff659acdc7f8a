package io.github.loantwin.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The service runs in any server: it knows neither a web framework nor the command line, and needs no ND4J. */
class ArchitectureTest {
    private static final String GRPC = "io.github.loantwin.server.grpc";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.loantwin.server");

    @Test
    void theClassesAreFound() {
        assertTrue(CLASSES.stream()
                        .filter(type -> type.getPackageName().equals(GRPC))
                        .count()
                > 30);
    }

    @Test
    void theServiceNeedsNoWebFramework() {
        noClasses()
                .that()
                .resideInAPackage(GRPC)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "jakarta..", "javax.servlet..", "org.eclipse.jetty..")
                .check(CLASSES);
    }

    @Test
    void theServiceKnowsNoCommandLine() {
        noClasses()
                .that()
                .resideInAPackage(GRPC)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.github.loantwin.server.cli..", "picocli..")
                .check(CLASSES);
    }

    @Test
    void theServiceRunsWithoutTheLibrariesOfTraining() {
        noClasses()
                .that()
                .resideInAPackage(GRPC)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..")
                .check(CLASSES);
    }
}
