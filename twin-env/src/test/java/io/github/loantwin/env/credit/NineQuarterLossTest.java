package io.github.loantwin.env.credit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.loantwin.env.loan.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The nine-quarter check of credit model C7: seasoned book of constant balance on the Federal Reserve's paths. */
class NineQuarterLossTest {
    /** Gross charge-off in percent of credit model C7, order consumer, auto, mortgage, business, card. */
    private static final double[] SEVERELY_ADVERSE_2026 = {14.38, 6.21, 4.76, 6.19, 18.54};

    private static final double[] SEVERELY_ADVERSE_2025 = {14.39, 6.18, 4.93, 6.20, 18.66};
    private static final double[] CRISIS_2008 = {14.83, 6.13, 4.24, 6.01, 18.36};
    private static final double[] BASELINE_2026 = {10.83, 4.96, 1.20, 3.12, 10.99};

    private static final Path FOLDER =
            Path.of(System.getProperty("loantwin.root", ".."), "..", "shared", "data", "fed-stress-test");

    private record Quarter(double unemployment, double hpi) {}

    private static List<Quarter> read(String file) throws IOException {
        Path path = FOLDER.resolve(file);
        Assumptions.assumeTrue(Files.exists(path), "the Federal Reserve's tables are not beside the repository");
        List<Quarter> quarters = new ArrayList<>();
        for (String line : Files.readAllLines(path)) {
            String[] cells = line.split(",", -1);
            // Unemployment is column 6, the house-price index column 15 (units: README of the tables).
            if (Character.isDigit(cells[6].isEmpty() ? 'x' : cells[6].charAt(0)) && !cells[15].isEmpty()) {
                quarters.add(new Quarter(Double.parseDouble(cells[6]) / 100, Double.parseDouble(cells[15])));
            }
        }
        return quarters;
    }

    private static void check(List<Quarter> path, int start, double[] printed, double tolerance) {
        RollRates rates = new RollRates(CreditTestConfig.REFERENCE);
        StressIndex index = new StressIndex(CreditTestConfig.REFERENCE);
        for (Product product : Product.values()) {
            int k = product.ordinal();
            double[] m = new double[RollRates.SIZE];
            double[] book = new double[4];
            rates.at(k, 0, m);
            SeasonedBook.shares(m, book);
            double charged = 0;
            for (int quarter = start; quarter < start + 9; quarter++) {
                int t = quarter - index.lagQuarters(k);
                Quarter now = path.get(t);
                Quarter before = path.get(t - 4);
                double change = now.unemployment() - before.unemployment();
                double s = index.value(k, now.unemployment(), change, now.hpi() / before.hpi() - 1);
                rates.at(k, s, m);
                for (int month = 0; month < 3; month++) {
                    double[] law = RollRatesTest.after(m, new double[] {book[0], book[1], book[2], book[3], 0, 0}, 1);
                    charged += law[4];
                    book = new double[] {law[0] + law[4] + law[5], law[1], law[2], law[3]};
                }
            }
            assertEquals(printed[k], 100 * charged, tolerance * printed[k], product.key());
        }
    }

    /** How the reference keeps the balance constant is not said; with current loans replacing leavers: within 7 %. */
    @Test
    void grossChargeOffIsNearTheReferenceOnTheFedPaths() throws IOException {
        List<Quarter> history = read("2026_Proposed_Historic_Domestic.csv");
        List<Quarter> path = new ArrayList<>(history);
        path.addAll(read("2026_Proposed_Supervisory_Severely_Adverse_Domestic.csv"));
        check(path, history.size(), SEVERELY_ADVERSE_2026, 0.07);
        path = new ArrayList<>(history);
        path.addAll(read("2026_Proposed_Supervisory_Baseline_Domestic.csv"));
        check(path, history.size(), BASELINE_2026, 0.02);
        // The table starts in 1976Q1, so 2008Q3 is quarter 130.
        check(history, 130, CRISIS_2008, 0.04);
        List<Quarter> vintage2025 = read("2025-Table_1A_Historic_Domestic.csv");
        path = new ArrayList<>(vintage2025);
        path.addAll(read("2025-Table_3A_Supervisory_Severely_Adverse_Domestic.csv"));
        check(path, vintage2025.size(), SEVERELY_ADVERSE_2025, 0.07);
    }
}
