package io.github.loantwin.agents;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which packages of the agents may see which libraries. */
class AgentsArchitectureTest {
    private static final String ROOT = "io.github.loantwin.agents";
    private static final String[] NATIVE = {
        "org.nd4j..", "org.deeplearning4j..", "org.bytedeco..", "org.datavec..", "org.rl4j.."
    };

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /** Without classes every rule would pass. */
    @Test
    void classesAreFound() {
        for (String name : new String[] {".policy", ".onnx"}) {
            assertTrue(CLASSES.stream().anyMatch(found -> found.getPackageName().equals(ROOT + name)), name);
        }
    }

    @Test
    void actingNeedsNoNd4j() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".policy..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(NATIVE)
                .check(CLASSES);
    }

    /** Its own package, the environment and Jackson are all that a policy needs. */
    @Test
    void aPolicyDependsOnNoOtherPackageOfTheAgents() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".policy..")
                .should()
                .dependOnClassesThat(new com.tngtech.archunit.base.DescribedPredicate<>("are other agents") {
                    @Override
                    public boolean test(com.tngtech.archunit.core.domain.JavaClass type) {
                        return type.getPackageName().startsWith(ROOT)
                                && !type.getPackageName().equals(ROOT + ".policy");
                    }
                })
                .check(CLASSES);
    }

    /** Acting must not need the writer: ./twin and the Python wheel leave it out of what runs policies. */
    @Test
    void onlyOnePackageKnowsTheMessagesOfOnnx() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".onnx..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.onnx..", "org.tribuo..", "com.google.protobuf..")
                .check(CLASSES);
    }

    @Test
    void writingOnnxNeedsNoNd4j() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".onnx..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(NATIVE)
                .check(CLASSES);
    }

    @Test
    void onlyOnePackageKnowsRl4j() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".rl4j..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.deeplearning4j.rl4j..", "org.deeplearning4j.gym..")
                .check(CLASSES);
    }
}
