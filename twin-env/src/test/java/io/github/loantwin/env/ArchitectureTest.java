package io.github.loantwin.env;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The order of packages, lowest first, and the ban on arithmetic that differs between machines. */
class ArchitectureTest {
    private static final String ROOT = "io.github.loantwin.env";

    /**
     * The chain of architecture.md with {@code math} at the bottom. One difference: {@code reward} stands below {@code
     * sim}, because the day scores itself and the reward knows only numbers.
     */
    private static final List<String> CHAIN = List.of(
            "math",
            "check",
            "space",
            "random",
            "calendar",
            "loan",
            "macro",
            "credit",
            "demand",
            "risk",
            "ledger",
            "reward",
            "sim",
            "data",
            "config",
            "report");

    /** Stand above everything, the root included, lowest first: they question the whole. */
    private static final List<String> ABOVE = List.of("bench", "stress", "counterfactual", "validation");

    /** Methods of {@link Math} that every platform rounds alike. */
    private static final Set<String> EXACT = Set.of(
            "abs",
            "min",
            "max",
            "floor",
            "ceil",
            "rint",
            "round",
            "sqrt",
            "fma",
            "signum",
            "floorMod",
            "floorDiv",
            "addExact",
            "subtractExact",
            "multiplyExact",
            "toIntExact",
            "negateExact",
            "incrementExact",
            "ulp",
            "copySign",
            "scalb",
            "getExponent",
            "nextUp",
            "nextDown",
            "multiplyHigh",
            "clamp");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /** Without classes every rule would pass. */
    @Test
    void classesAreFound() {
        assertTrue(CLASSES.size() > 80, "found " + CLASSES.size());
        assertTrue(CLASSES.contain(ROOT + ".LoanEnv") && CLASSES.contain(ROOT + ".sim.DueDay"));
        CLASSES.forEach(c -> {
            String rest =
                    c.getPackageName().equals(ROOT) ? "" : c.getPackageName().substring(ROOT.length() + 1);
            assertTrue(
                    rest.isEmpty() || ABOVE.contains(rest) || CHAIN.contains(rest),
                    "package " + rest + " has no place in the chain");
        });
    }

    @Test
    void lowerPackagesNeverSeeHigherOnes() {
        for (int low = 0; low < CHAIN.size(); low++) {
            String from = ROOT + "." + CHAIN.get(low);
            noClasses()
                    .that()
                    .resideInAPackage(from)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT)
                    .because("the root stands above every package")
                    .allowEmptyShould(true)
                    .check(CLASSES);
            for (int high = low + 1; high < CHAIN.size(); high++) {
                noClasses()
                        .that()
                        .resideInAPackage(from)
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(ROOT + "." + CHAIN.get(high))
                        .because(CHAIN.get(low) + " stands below " + CHAIN.get(high))
                        .allowEmptyShould(true)
                        .check(CLASSES);
            }
        }
    }

    @Test
    void nothingBelowUsesWhatStandsAboveTheRoot() {
        for (int high = 0; high < ABOVE.size(); high++) {
            String[] allowed = ABOVE.subList(high, ABOVE.size()).stream()
                    .map(name -> ROOT + "." + name)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideOutsideOfPackages(allowed)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT + "." + ABOVE.get(high))
                    .check(CLASSES);
        }
    }

    @Test
    void reportNeverImportsTheRoot() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".report..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    /** JDK 17: Math.exp, log and pow differ from StrictMath in the last bit in 7-10 % of arguments (environment.md). */
    @Test
    void arithmeticIsPortable() {
        noClasses()
                .should()
                .callMethodWhere(new DescribedPredicate<JavaCall<?>>("Math's platform-dependent functions") {
                    @Override
                    public boolean test(JavaCall<?> call) {
                        return call.getTargetOwner().getName().equals("java.lang.Math")
                                && !EXACT.contains(call.getName());
                    }
                })
                .because("results must have the same bits on every machine; use PortableMath")
                .check(CLASSES);
    }

    /** The reference Monte Carlo of the validation is the exception: it must not share the twin's draws. */
    @Test
    void worldDrawsNoOtherRandomNumbers() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".validation")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.SplittableRandom")
                .orShould()
                .callMethod(Math.class, "random")
                .because("every draw is keyed to its event")
                .check(CLASSES);
    }

    @Test
    void noOtherModuleIsSeen() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.nd4j..",
                        "io.grpc..",
                        "org.springframework..",
                        "io.quarkus..",
                        "jakarta..",
                        "picocli..",
                        "io.github.loantwin.optimizer..",
                        "io.github.loantwin.agents..",
                        "io.github.loantwin.server..")
                .check(CLASSES);
    }
}
