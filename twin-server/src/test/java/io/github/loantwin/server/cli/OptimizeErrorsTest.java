package io.github.loantwin.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command optimize says to wrong and to impossible problems: always the field, the rule, the value got. */
class OptimizeErrorsTest {
    private static final Path EXAMPLES = Path.of(System.getProperty("loantwin.root", ".."), "configs", "optimizer");

    @TempDir
    private Path folder;

    private Cli run(String example, String old, String changed, String... more) throws IOException {
        String text = Files.readString(EXAMPLES.resolve(example + ".yaml"));
        assertTrue(text.contains(old), "the example lacks " + old);
        Path file = folder.resolve(example + ".yaml");
        Files.writeString(file, text.replace(old, changed));
        Path scenarios = folder.resolve("scenario-returns.csv");
        if (!Files.exists(scenarios)) {
            Files.copy(EXAMPLES.resolve("scenario-returns.csv"), scenarios);
        }
        String[] arguments = new String[more.length + 2];
        arguments[0] = "optimize";
        arguments[1] = file.toString();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return Cli.run(arguments);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "loan-allocation | pd: 0.05 | pd: -0.05 | loans[1]: pd of personal must be in [0.0, 1.0], got -0.05",
                "loan-allocation | pd: 0.05 | pd: 5 | Maybe the value is in percent: divide by 100.",
                "loan-allocation | pd: 0.05, lgd: 0.5 | pd: 0.05, lgd: 1.5 | lgd of personal must be in [0.0, 1.0], got 1.5",
                "loan-allocation | pd: 0.05 | pd: .nan | (line 8): a number must be finite and plain, got '.nan'",
                "loan-allocation | pd: 0.05 | pd: abc | loans[1].pd: must be a number, got 'abc'",
                "loan-allocation | pd: 0.05 | pd: [0.05] | loans[1].pd: must be a number, got a list",
                "loan-allocation | 'pd: 0.05, ' | '' | loans[1].pd: must be given, got nothing",
                "loan-allocation | pd: 0.05 | pdd: 0.05 | Maybe 'pdd' is a slip of the pen for it.",
                "loan-allocation | limits: | limit: | Maybe 'limits' was meant.",
                "loan-allocation | cap: 0.3 | cap: 0.1 | got 0.1 times 5 = 0.5000.\\nMaybe raise the cap to at least 0.2000.",
                "loan-allocation | cap: 0.3 | cap: 30 | limits.cap must be in (0, 1], got 30.0.\\nMaybe the value is in percent",
                "loan-allocation | variance: 0.002 | variance: -1 | limits.variance must be at least 0, got -1.0",
                "loan-allocation | correlation: 0.2 | correlation: 1.2 | risk.correlation must be in [0.0, 0.999999], got 1.2",
                "loan-allocation | name: personal | name: mortgage | names in loans must differ, got 'mortgage' as numbers 1 and 2",
                "loan-allocation | '[mortgage, auto]' | '[mortgag, auto]' | got 'mortgag'.\\nMaybe 'mortgage' was meant.",
                "loan-allocation | model: loan-allocation | model: loan-alocation | Maybe 'loan-allocation' was meant.",
                "loan-allocation | budget: 10000000 | budget: 0 | budget must be a finite number above 0, got 0.0",
                "loan-allocation | kind: single-loan | kind: singel-loan | Maybe 'single-loan' was meant.",
                "loan-cvar | level: 0.99 | level: 99 | level must be in (0, 1), got 99.0.\\nMaybe the level is in percent",
                "loan-cvar | level: 0.99 | level: 1 | level must be in (0, 1), got 1.0",
                "loan-cvar | loansPerType: 500 | loansPerType: 2.5 | scenarios.loansPerType: must be a whole number",
                "loan-cvar | count: 20000 | count: 0 | scenarios.count must be in [1, 2000000], got 0",
                "portfolio-mean-variance | returns: [0.012,  | returns: [ | returns must have 5 elements, got 4",
                "portfolio-mean-variance | deviations: [0.010 | deviations: [-0.01 | deviation of mortgage must be a finite number",
                "portfolio-mean-variance | '[0.4, 1.0, 0.5, 0.4, 0.5]' | '[0.4, 1.0, 0.5, 0.4, 1.5]' | correlation of auto and card must be in [-1.0, 1.0], got 1.5",
                "portfolio-mean-variance | '[0.4, 1.0, 0.5, 0.4, 0.5]' | '[0.4, 1.0, 0.5, 0.4]' | row 2 of correlations (auto) must have 5 elements, got 4",
                "portfolio-mean-variance | '[0.4, 1.0, 0.5, 0.4, 0.5]' | '[0.4, 1.0, 0.5, 0.4, 0.6]' | must be the same in both places, got 0.5 and 0.6",
                "portfolio-mean-variance | objective: mean-variance | objective: meanvariance | Maybe 'mean-variance' was meant.",
                "portfolio-mean-variance | riskAversion: 15 | riskAversion: 0 | riskAversion must be above 0 for mean-variance, got 0.0",
                "portfolio-mean-variance | '[mortgage, auto,' | '[auto, auto,' | names in assets must differ, got 'auto' as numbers 1 and 2",
                "portfolio-risk-budgets | '[0.30, 0.25' | '[0.50, 0.25' | riskBudgets must sum to 1",
                "portfolio-robust-box | radius: 1.5 | radius: -1 | uncertainty.radius must be in [0.0, 100.0], got -1.0",
                "portfolio-black-litterman | 'of: {card: 1' | 'of: {cards: 1' | got 'cards'",
                "portfolio-trading-costs | 'held: [0.45' | 'held: [0.55' | trading.held must sum to 1",
                "scenario-cvar | scenario-returns.csv | nowhere.csv | scenarios.file must be a file",
                "scenario-cvar | level: 0.75 | level: 0 | level must be in (0, 1), got 0.0",
                "quarterly-rebalancing | held: 420000000 | held: -1 | held of mortgage prime must be at least 0, got -1.0",
                "quarterly-rebalancing | ', profit: 0.009' | '' | segments[0].profit: must be given, got nothing",
                "two-level-bank | level: 0.99 | level: 99 | level must be in [0.5, 1), got 99.0",
                "two-level-bank | name: branch 2 | name: branch 1 | names of branches must differ",
                "two-level-bank | 'covariance:' | 'cov:' | covariance must be given, got nothing",
                "two-level-bank | customers: 3, level: 0.96 | customers: 2, level: 0.96 | meanLoss must have 5 elements, got 6",
            })
    void wrongInput(String example, String old, String changed, String expected) throws IOException {
        Cli result = run(example, old, changed == null ? "" : changed);
        assertEquals(ExitCode.BAD_INPUT, result.exitCode(), result.error());
        assertTrue(result.error().contains(example + ".yaml") || example.startsWith("scenario"), result.error());
        assertTrue(result.error().contains(expected.replace("\\n", "\n")), result.error());
        assertEquals("", result.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "loan-allocation | 'variance: 0.002 ' | 'variance: 0.001 ' | variance limit 0.001 is below the smallest attainable 0.00118886",
                "loan-allocation | atLeast: 0.2 | atLeast: 0.7 | cap limit 0.3 is below the smallest attainable 0.35",
                "loan-allocation | atLeast: 0.2 | atLeast: 0.7 | low-risk floor 0.7 is above the largest attainable 0.6",
                "loan-cvar | cvarLimit: 0.03 | cvarLimit: 0.001 | CVaR limit 0.001 is below the smallest attainable 0.0205",
                "loan-minimum-cvar | atLeast: 0.25 | atLeast: 0.9 | lending to people floor 0.9 is above the largest attainable 0.8",
                "portfolio-sharpe | riskFree: 0.0 | riskFree: 0.05 | riskFree 0.05 is above the largest attainable 0.0278",
                "portfolio-trading-costs | cap: 0.5 | cap: 0.25 | turnover limit 0.15 is below the smallest attainable 0.4",
                "portfolio-trading-costs | cap: 0.5 | cap: 0.25 | cap 0.25 is below the smallest attainable 0.375",
                "scenario-cvar | cvarLimit: 0.02 | cvarLimit: -0.02 | CVaR limit -0.02 is below the smallest attainable",
                "quarterly-rebalancing | glideStep: 0.02 | # | limit on the risk-weighted share 0.5 is below the smallest attainable",
                "two-level-bank | 'cvarLimit: 0.3' | 'cvarLimit: -0.3' | CVaR limit of the bank -0.3 is below the smallest attainable 0.238",
                "two-level-bank | 'cvarLimit: 0.25' | 'cvarLimit: -0.5' | CVaR limit of branch 1 -0.5 is below the smallest attainable 0",
            })
    void impossibleProblems(String example, String old, String changed, String expected) throws IOException {
        Cli result = run(example, old, changed);
        assertEquals(ExitCode.FAILED, result.exitCode(), result.error());
        assertTrue(result.out().replace("\n", " ").contains(expected), result.out());
        assertTrue(result.out().contains("Status: infeasible."), result.out());
    }

    /** By hand: the largest share held is 0.45; with a turnover of 0.15 it falls by 0.075, so the least cap is 0.375. */
    @Test
    void changeOfferedIsEnough() throws IOException {
        assertEquals(
                ExitCode.FAILED,
                run("portfolio-trading-costs", "cap: 0.5", "cap: 0.37").exitCode());
        assertEquals(
                ExitCode.OK,
                run("portfolio-trading-costs", "cap: 0.5", "cap: 0.3751").exitCode());
        assertEquals(
                ExitCode.OK,
                run("two-level-bank", "cvarLimit: 0.25", "cvarLimit: 0.0001").exitCode());
    }

    /** A matrix that is no correlation matrix: the one offered is taken when it is given back. */
    @Test
    void nearestCorrelationsAreOfferedAndWork() throws IOException {
        String example = "portfolio-sharpe";
        String text = Files.readString(EXAMPLES.resolve(example + ".yaml"));
        String bad = text.replace("[1.0, 0.4, 0.3, 0.3]", "[1.0, 0.9, -0.9, 0.3]")
                .replace("[0.4, 1.0, 0.5, 0.5]", "[0.9, 1.0, 0.5, 0.5]")
                .replace("[0.3, 0.5, 1.0, 0.7]", "[-0.9, 0.5, 1.0, 0.7]");
        Path file = folder.resolve("bad.yaml");
        Files.writeString(file, bad);
        Cli refused = Cli.run("optimize", file.toString());
        assertEquals(ExitCode.BAD_INPUT, refused.exitCode());
        assertTrue(refused.error().contains("positive semidefinite, got a lowest eigenvalue of -0."), refused.error());
        String rows = refused.error().substring(refused.error().indexOf("  - ["));
        int from = bad.indexOf("  - [");
        int to = bad.indexOf("riskFree:");
        Files.writeString(file, bad.substring(0, from) + rows.stripTrailing() + "\n" + bad.substring(to));
        assertEquals(ExitCode.OK, Cli.run("optimize", file.toString()).exitCode());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--what-if | pd^2 | A change must read like pd*1.5",
                "--what-if | pd+10% | 10 percent more is *1.1",
                "--what-if | pdd*2 | Maybe 'pd' was meant.",
                "--what-if | mortgag.pd*2 | Maybe 'mortgage' was meant.",
                "--what-if | pd*15 | after pd*15: loans[3]: pd of small-business must be in [0.0, 1.0], got 1.2",
                "--frontier | 1 | --frontier must be in [2, 2000], got 1",
                "--frontier | -5 | --frontier must be in [2, 2000], got -5",
                "--stress | doom | got 'doom'",
                "--profile | agressive | Maybe 'aggressive' was meant.",
            })
    void wrongOptions(String option, String value, String expected) {
        String file = EXAMPLES.resolve("loan-allocation.yaml").toString();
        Cli result = Cli.run("optimize", file, option + "=" + value);
        assertEquals(ExitCode.BAD_INPUT, result.exitCode(), result.out());
        assertTrue(result.error().contains(expected), result.error());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "portfolio-mean-variance | --stress=gfc | --stress needs loans with default probabilities",
                "quarterly-rebalancing | --profile=balanced | --profile must be left out for model quarterly-rebalancing",
                "portfolio-sharpe | --profile=balanced | objective maximum-sharpe",
                "portfolio-risk-parity | --frontier=10 | --frontier must be left out for model portfolio",
                "two-level-bank | --frontier=10 | --frontier must be left out for model two-level-bank",
            })
    void optionsWithoutMeaning(String example, String option, String expected) {
        Cli result = Cli.run("optimize", EXAMPLES.resolve(example + ".yaml").toString(), option);
        assertEquals(ExitCode.BAD_INPUT, result.exitCode(), result.out());
        assertTrue(result.error().contains(expected), result.error());
    }

    /** --stress must know the products; no guess is made. */
    @Test
    void stressRefusesUnknownLoanTypes() throws IOException {
        Cli result = run("loan-allocation", "name: personal", "name: bonds", "--stress", "gfc");
        assertEquals(ExitCode.BAD_INPUT, result.exitCode());
        assertTrue(result.error().contains("got 'bonds'"), result.error());
    }

    @Test
    void notAProblemAtAll() throws IOException {
        Path file = folder.resolve("list.yaml");
        Files.writeString(file, "- 1\n- 2\n");
        assertTrue(Cli.run("optimize", file.toString()).error().contains("must hold a mapping of keys to values"));
        Files.writeString(file, "model: loan-allocation\nbudget: 1\nbudget: 2\n");
        assertTrue(Cli.run("optimize", file.toString()).error().contains("got 'budget' twice"));
        Files.writeString(file, "title: [a\n");
        assertTrue(Cli.run("optimize", file.toString()).error().contains("must be YAML"));
        assertTrue(Cli.run("optimize", folder.toString()).error().contains("got the folder"));
    }
}
