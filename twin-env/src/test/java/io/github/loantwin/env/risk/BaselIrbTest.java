package io.github.loantwin.env.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselIrbTest {
    private record Column(IrbClass irbClass, double lgd, double sales) {}

    private static final List<Column> COLUMNS = List.of(
            new Column(IrbClass.CORPORATE, 0.45, 50),
            new Column(IrbClass.CORPORATE, 0.45, 5),
            new Column(IrbClass.MORTGAGE, 0.45, 0),
            new Column(IrbClass.MORTGAGE, 0.25, 0),
            new Column(IrbClass.OTHER_RETAIL, 0.45, 0),
            new Column(IrbClass.OTHER_RETAIL, 0.85, 0),
            new Column(IrbClass.QRRE, 0.45, 0),
            new Column(IrbClass.QRRE, 0.85, 0));
    private static final List<String> FILE_COLUMNS = List.of(
            "corp LGD45 50m",
            "corp SME5m LGD45",
            "mortgage LGD45",
            "mortgage LGD25",
            "other retail LGD45",
            "other retail LGD85",
            "qrre LGD45",
            "qrre LGD85");

    /** Basel II Annex 5: all 152 published risk weights, to the published rounding (one last digit off at times). */
    @Test
    void reproducesThePublishedRiskWeights() throws IOException {
        int values = 0;
        try (InputStream in = BaselIrbTest.class.getResourceAsStream(
                "/io/github/loantwin/env/validation/basel-annex5-risk-weights.csv")) {
            assertNotNull(in);
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.startsWith("#") && !line.startsWith("pd")) {
                    values += check(line.split(","));
                }
            }
        }
        assertEquals(152, values);
    }

    /** The same 152 values from the reference file, where it is at hand. */
    @Test
    void reproducesTheReferenceFile() throws IOException {
        Path file = RiskConfigs.root().resolve("../shared/data/reference/basel_irb_illustrative_risk_weights.csv");
        assumeTrue(Files.exists(file), "the reference data are not beside this repository");
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            Column column = COLUMNS.get(FILE_COLUMNS.indexOf(cells[1]));
            assertEquals(Double.parseDouble(cells[2]), percent(column, Double.parseDouble(cells[0])), 0.01, line);
        }
        assertEquals(153, lines.size());
    }

    /** Final Basel III (CRE99; OSFI CAR chapter 5): corporate LGD 40 %, small firm, QRRE LGD 50 %. */
    @Test
    void reproducesTheFinalBaselThreeExamples() {
        Column corporate = new Column(IrbClass.CORPORATE, 0.40, 50);
        assertEquals(82.06, percent(corporate, 1), 0.01);
        assertEquals(102.09, percent(corporate, 2), 0.01);
        assertEquals(133.20, percent(corporate, 5), 0.01);
        assertEquals(78.71, percent(new Column(IrbClass.CORPORATE, 0.40, 5), 2), 0.01);
        assertEquals(19.14, percent(new Column(IrbClass.QRRE, 0.50, 0), 1), 0.01);
    }

    /** Worked chain of credit-model C4: mortgage, PD 2 %, LGD 40 %, exposure 200,000. */
    @Test
    void followsTheWorkedChain() {
        double k = BaselIrb.capital(IrbClass.MORTGAGE, 0.02, 0.40);
        assertEquals(0.062532, k, 5e-7);
        assertEquals(156_328.94, 200_000 * BaselIrb.RISK_WEIGHT_PER_CAPITAL * k, 0.05);
        assertEquals(12_506.32, 200_000 * k, 0.005);
        assertEquals(0.0586227, BaselIrb.capital(IrbClass.CORPORATE, 0.01, 0.45, 1, 50), 5e-8);
        assertEquals(1.2598, BaselIrb.maturityAdjustment(0.01, 2.5), 5e-5);
    }

    /** Capital for unexpected loss alone peaks inside: PD .296, .288, .404, .390 (credit-model D2). */
    @Test
    void capitalPeaksAtTheKnownPd() {
        assertEquals(0.296, peak(IrbClass.CORPORATE), 0.002);
        assertEquals(0.288, peak(IrbClass.MORTGAGE), 0.002);
        assertEquals(0.404, peak(IrbClass.OTHER_RETAIL), 0.002);
        assertEquals(0.390, peak(IrbClass.QRRE), 0.002);
    }

    @Test
    void capitalIsLinearInLgdAndZeroAtTheEnds() {
        assertEquals(2 * BaselIrb.capital(IrbClass.QRRE, 0.03, 0.4), BaselIrb.capital(IrbClass.QRRE, 0.03, 0.8), 1e-15);
        assertEquals(0, BaselIrb.capital(IrbClass.CORPORATE, 1, 0.45));
        assertEquals(0, BaselIrb.capital(IrbClass.MORTGAGE, 0, 0.45));
        assertEquals(0.1, BaselIrb.defaultedCapital(0.5, 0.4), 1e-15);
        assertEquals(0, BaselIrb.defaultedCapital(0.4, 0.5));
    }

    private static int check(String[] cells) {
        for (int c = 0; c < COLUMNS.size(); c++) {
            double published = Double.parseDouble(cells[c + 1]);
            assertEquals(
                    published,
                    percent(COLUMNS.get(c), Double.parseDouble(cells[0])),
                    0.01,
                    "PD " + cells[0] + " %, column " + COLUMNS.get(c));
        }
        return COLUMNS.size();
    }

    private static double percent(Column column, double pdPercent) {
        return 100 * BaselIrb.riskWeight(column.irbClass(), pdPercent / 100, column.lgd(), 2.5, column.sales());
    }

    private static double peak(IrbClass irbClass) {
        double best = 0;
        double at = 0;
        for (double pd = 0.001; pd < 1; pd += 0.001) {
            double k = BaselIrb.capital(irbClass, pd, 0.45);
            if (k > best) {
                best = k;
                at = pd;
            }
        }
        return at;
    }
}
