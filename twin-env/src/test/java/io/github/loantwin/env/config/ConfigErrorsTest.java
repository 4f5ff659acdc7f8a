package io.github.loantwin.env.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configurations that cannot be used: each error names the place, the value got and the rule (issue 2, section 4). */
class ConfigErrorsTest {
    private static final TwinConfig DEFAULTS = TwinConfig.defaults();

    @TempDir
    Path folder;

    /** One value changed by key path; the message must hold every part between the bars. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                // unknown sections and keys
                "lender.taxrate; 0.2; lender.taxrate|does not exist|taxRate",
                "lendr.taxRate; 0.2; lendr|does not exist|lender",
                ".; 0.2; does not exist",
                "lender.taxRate.; 0.2; lender.taxRate.|does not exist",
                "lender; 5; lender",
                "episode; {initialLoans: 5}; episode|startDate",
                // wrong types
                "lender.taxRate; high; lender.taxRate|must be a number|high",
                "lender.taxRate; true; lender.taxRate",
                "lender.taxRate; [0.2]; lender.taxRate",
                "lender.taxRate; ; lender.taxRate",
                "episode.initialLoans; 1000.5; episode.initialLoans|1000.5",
                "episode.initialLoans; many; episode.initialLoans|many",
                "episode.startDate; 2026-13-01; episode.startDate|2026-13-01",
                "episode.startDate; yesterday; episode.startDate|yesterday",
                "episode.clipActions; 3; episode.clipActions|true or false|got 3",
                "lender.allowanceStandard; GAAP; lender.allowanceStandard|GAAP|CECL",
                "products.auto.pricing.index; TOP; products.auto.pricing.index|TOP",
                // a calendar that ends before it starts, decisions longer than the episode
                "episode.simulationDays; 0; simulationDays|[1|got 0",
                "episode.simulationDays; -365; simulationDays|[1|got -365",
                "episode.decisionDays; 366; decisionDays|[1, 365]|got 366",
                "episode.decisionDays; 0; decisionDays|got 0",
                // sizes
                "episode.initialLoans; 0; initialLoans|[20|got 0",
                "episode.initialLoans; -5; initialLoans|got -5",
                "episode.initialLoans; 2000000000; initialLoans|got 2000000000",
                "episode.maxPortfolioSize; 999; maxPortfolioSize|[1000|got 999",
                // negative rates, percent for fraction
                "lender.taxRate; -0.1; taxRate|[0.0, 0.9]|got -0.1",
                "lender.taxRate; 24; taxRate|got 24.0|Maybe|percent",
                "lender.depositFloor; -0.01; depositFloor|got -0.01",
                "lender.feeRate; 0.9; feeRate|got 0.9",
                "lender.capitalRatioStart; 12.2; capitalRatioStart|got 12.2|percent",
                "lender.policyChangeCost; -0.5; policyChangeCost|got -0.5",
                "lender.tiltCost; -1; tiltCost|got -1.0",
                "lender.rollOver; -1; rollOver|got -1.0",
                "lender.economicCapital; -0.1; economicCapital|got -0.1",
                "lender.treasurySpread; 30; treasurySpread|got 30.0",
                "lender.liquidCarry; .nan; liquidCarry",
                "lender.liquidCarry; NaN; liquidCarry|got NaN",
                "lender.taxRate; '0.2'; lender.taxRate|must be a number",
                "lender.dividendFull; 0.08; dividendFull|got 0.08",
                "policy.max_ltv; 80; max_ltv|got 80.0|percent",
                "policy.max_dti; 43; max_dti|got 43.0|percent",
                "policy.min_credit_score; 6; min_credit_score|got 6.0",
                "products.mortgage.ltv.mean; 76; products.mortgage.ltv|got 76.0|percent",
                "products.consumer.pricing.margin; 7.7; margin|got 7.7|percent",
                "products.consumer.pricing.margin; -0.01; margin|got -0.01",
                "products.consumer.demand.takeUpAtPar; 45; takeUpAtPar|got 45.0|percent",
                "products.consumer.demand.takeUpAtPar; 0; takeUpAtPar|got 0.0",
                "products.consumer.demand.adverseSelection; NaN; adverseSelection",
                "products.consumer.demand.rateSensitivity; Infinity; rateSensitivity|got Infinity",
                "products.consumer.score.sd; 0; products.consumer.score|sd|got 0.0",
                "products.consumer.score.mean; NaN; products.consumer.score|mean",
                "products.consumer.cost.servicing; -90; products.consumer.cost|got -90.0",
                "products.consumer.underwriting.cutoff; 6.4; products.consumer.underwriting|cutoff|got 6.4",
                "products.auto.amount.min; 200000; products.auto|min|200000",
                "products.auto.startingHazard; 0; startingHazard|got 0.0",
                "products.auto.startingHazard; 1.5; startingHazard|got 1.5",
                "demand.gdpSensitivity; NaN; gdpSensitivity",
                "demand.crunchTakeUp; NaN; crunchTakeUp",
                "demand.reach; 0; reach|got 0.0",
                "demand.bidOffer; -0.01; bidOffer|got -0.01",
                "demand.noticeDays; -1; noticeDays|got -1",
                "macro.publicationLags.unemployment; -1; unemployment",
                "macro.source; moon; macro|moon",
                "macro.model; mars; mars",
                // shares that do not sum to 1
                "products.card.bookShare; 0.25; bookShare|sum to 1|1.01",
                "products.consumer.terms; [{months: 36, share: 0.7}, {months: 60, share: 0.2}]; products.consumer|terms|sum to 1|0.8999",
                "products.consumer.season; [1, 1, 1]; products.consumer|season|12|got 3",
                "reward.weights; [0.4, 0.3, 0.2, 0.2]; weights|sum to 1|1.0999",
                "reward.weights; [0.5, 0.5]; weights|4 numbers|got 2",
                "reward.weights; [1.2, -0.2, 0, 0]; weights|got 1.2",
                "reward.riskKnee; 0; riskKnee|got 0.0",
                // distributions
                "lender.taxRate; {uniform: [0.3]}; lender.taxRate|uniform|two numbers",
                "lender.taxRate; {uniform: [0.3, 0.2]}; lender.taxRate|low <= high",
                "lender.taxRate; {normal: [0.2, -1]}; lender.taxRate|standard deviation",
                "lender.taxRate; {normal: [0.2]}; lender.taxRate|normal|two numbers",
                "lender.taxRate; {choice: []}; lender.taxRate|choice|at least one",
                "lender.taxRate; {uniform: [low, high]}; lender.taxRate|numbers",
                "lender.taxRate; {gamma: [1, 2]}; lender.taxRate",
                "lender.taxRate; {uniform: 0.2}; lender.taxRate",
                "lender.taxRate; {uniform: [0.1, 0.2], choice: [0.1]}; lender.taxRate",
                "lender.taxRate; {choice: [0.2, 0.95]}; taxRate|0.95",
                "lender.taxRate; {uniform: [0.2, 3]}; taxRate|3"
            })
    void errorNamesPlaceValueAndRule(String path, String value, String parts) {
        String text = value == null ? "" : value;
        IllegalArgumentException error = assertThrows(
                IllegalArgumentException.class, () -> DEFAULTS.with(path, text).model());
        for (String part : parts.split("\\|")) {
            assertTrue(error.getMessage().contains(part), "'" + part + "' must be in: " + error.getMessage());
        }
        int lines = error.getMessage().split("\n").length;
        assertTrue(lines <= 2, lines + " lines: " + error.getMessage());
        assertTrue(!error.getMessage().contains("Exception"), error.getMessage());
    }

    /** A book that cannot fit in the heap is refused before anything is allocated. */
    @Test
    void sizeBeyondMemoryIsRefused() {
        long loans = Math.min(100_000_000, Runtime.getRuntime().maxMemory() / 300);
        TwinConfig wide = DEFAULTS.with("episode.maxPortfolioSize", 200_000_000);
        IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, () -> wide.with("episode.initialLoans", loans));
        assertTrue(error.getMessage().contains("initialLoans must fit in memory"), error.getMessage());
        assertTrue(error.getMessage().contains("\nMaybe raise the heap with -Xmx"), error.getMessage());
    }

    /** Files: what is wrong and in which file. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "extends: nothing; nothing|does not exist|default",
                "extends: default#lendr: {taxRate: 0.2}; test.yaml|lendr|allowed are",
                "extends: default#lender: {taxrate: 0.2}; lender|taxrate",
                "extends: default#lender: 5; test.yaml|lender|5",
                "extends: default#lender: other.yaml; other.yaml|does not exist",
                "extends: default#lender: {taxRate: 0.2, taxRate: 0.3}; test.yaml|taxRate",
                "extends: default#lender: {taxRate: 0.2; test.yaml",
                "lender: lender.yaml; lacks the section|episode|extends: default",
                "- 1#- 2; test.yaml|mapping",
                "extends: default#macro: {source: constant}; macro",
                "extends: default#reward: {from: reward.yaml, extra: 1}; reward|extra",
                "extends: default#episode: {startDate: }; episode.startDate"
            })
    void fileErrorNamesTheFile(String text, String parts) throws IOException {
        Path file = folder.resolve("test.yaml");
        Files.writeString(file, text.replace('#', '\n'));
        IllegalArgumentException error = assertThrows(
                IllegalArgumentException.class, () -> TwinConfig.load(file).model());
        for (String part : parts.split("\\|")) {
            assertTrue(error.getMessage().contains(part), "'" + part + "' must be in: " + error.getMessage());
        }
        assertTrue(!error.getMessage().contains("Exception"), error.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "weakly; config 'weakly' does not exist|default, weekly",
                "no/such/file.yaml; no/such/file.yaml|does not exist",
                "''; does not exist"
            })
    void unknownPresetIsRefused(String name, String parts) {
        IllegalArgumentException error = assertThrows(IllegalArgumentException.class, () -> TwinConfig.load(name));
        for (String part : parts.split("\\|")) {
            assertTrue(error.getMessage().contains(part), error.getMessage());
        }
    }

    /** Every key of every section must be given: a file without one key of a section is refused. */
    @Test
    void missingKeyIsRefused() throws IOException {
        String whole = DEFAULTS.toYaml();
        for (String key :
                new String[] {"taxRate", "decisionDays", "reach", "surpriseWeight", "max_dti", "takeUpSlope"}) {
            Path file = folder.resolve(key + ".yaml");
            Files.writeString(file, whole.replaceFirst("(?m)^( *)" + key + ": .*\n", ""));
            IllegalArgumentException error =
                    assertThrows(IllegalArgumentException.class, () -> TwinConfig.load(file), key);
            assertTrue(error.getMessage().contains(key), error.getMessage());
        }
    }

    /** A resolved configuration reads back to itself. */
    @Test
    void writtenConfigurationReadsBack() throws IOException {
        Path file = folder.resolve("resolved.yaml");
        Files.writeString(file, DEFAULTS.toYaml());
        assertEquals(DEFAULTS.hash(), TwinConfig.load(file).hash());
    }

    /** {@code from} replaces a section: keys of the section that was there before must not survive. */
    @Test
    void sectionWithFromReplacesTheParents() throws IOException {
        Path file = folder.resolve("still.yaml");
        Files.writeString(file, "extends: default\nmacro: {from: macro/constant.yaml, unemployment: 0.07}\n");
        TwinConfig config = TwinConfig.load(file);
        assertEquals("constant", config.get("macro.source"));
        assertEquals("0.07", config.get("macro.unemployment"));
    }

    /** Changes never reach the configuration they started from. */
    @Test
    void withLeavesTheOriginalAsItWas() {
        String before = DEFAULTS.hash();
        TwinConfig changed = DEFAULTS.with("lender.taxRate", 0.3);
        assertEquals(before, DEFAULTS.hash());
        assertEquals("0.3", changed.get("lender.taxRate"));
        assertEquals("0.24", DEFAULTS.get("lender.taxRate"));
        assertEquals(before, changed.with("lender.taxRate", 0.24).hash());
    }
}
