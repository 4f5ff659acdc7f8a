package io.github.loantwin.optimizer.policy.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.LoanEnv;
import io.github.loantwin.env.StepInfo;
import io.github.loantwin.env.config.TwinConfig;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scenarios drawn from the twin. */
class TwinScenariosTest {
    private static final TwinConfig LENDER = TwinConfig.defaults().with("episode.initialLoans", 300);

    @Test
    void rowsAreEconomiesTimesSeedsAndDoNotDependOnThreads() {
        TwinScenarios.Draw draw = new TwinScenarios.Draw(List.of("var", "gfc-peak"), 3, 40, 120);
        TwinScenarios one = TwinScenarios.draw(LENDER, draw, 1);
        TwinScenarios two = TwinScenarios.draw(LENDER, draw, 2);
        assertEquals(6, one.losses().length);
        assertEquals(5, one.losses()[0].length);
        assertEquals(0, one.failures());
        for (int s = 0; s < 6; s++) {
            assertArrayEquals(one.losses()[s], two.losses()[s]);
            assertArrayEquals(one.interest()[s], two.interest()[s]);
        }
        TwinScenarios later = TwinScenarios.draw(LENDER, new TwinScenarios.Draw(List.of("var"), 1, 42, 120), 1);
        assertArrayEquals(one.losses()[2], later.losses()[0], "a scenario is its economy and seed");
    }

    /**
     * The lender's totals, which the generator does not read, are the sums over products of rate x mean balance: gross
     * charge-offs less recoveries, and interest income. Equal but for rounding of sums.
     */
    @Test
    void lossesAndInterestAddUpToTheLendersTotals() {
        int days = 365;
        long seed = 11;
        TwinScenarios drawn = TwinScenarios.draw(LENDER, new TwinScenarios.Draw(List.of("var"), 1, seed, days), 1);
        LoanEnv env = new LoanEnv(LENDER).recordHistory(false);
        env.reset(seed);
        double lost = 0;
        double earned = 0;
        double[] balances = new double[5];
        InfoField[] fields = {
            InfoField.BALANCE_CONSUMER,
            InfoField.BALANCE_AUTO,
            InfoField.BALANCE_MORTGAGE,
            InfoField.BALANCE_BUSINESS,
            InfoField.BALANCE_CARD
        };
        for (int day = 0; day < days; day++) {
            StepInfo info = env.step(new float[3]).info();
            lost += info.get(InfoField.GROSS_CHARGE_OFFS) - info.get(InfoField.RECOVERIES);
            earned += info.get(InfoField.INTEREST_INCOME);
            for (int k = 0; k < 5; k++) {
                balances[k] += info.get(fields[k]) / days;
            }
        }
        double losses = 0;
        double interest = 0;
        for (int k = 0; k < 5; k++) {
            losses += drawn.losses()[0][k] * balances[k];
            interest += drawn.interest()[0][k] * balances[k];
        }
        assertTrue(lost > 0 && earned > 0);
        assertEquals(lost, losses, 1e-9 * lost);
        assertEquals(earned, interest, 1e-9 * earned);
    }

    /** Same seeds, same lenders at the start: a crisis cannot be the milder year. 12 pairs, so the means are far apart. */
    @Test
    void aCrisisLosesMoreThanABenignYear() {
        TwinScenarios.Draw draw = new TwinScenarios.Draw(List.of("benign", "gfc-peak"), 12, 0, 365);
        double[][] losses = TwinScenarios.draw(LENDER, draw, 2).losses();
        double benign = mean(Arrays.copyOfRange(losses, 0, 12), 0);
        double crisis = mean(Arrays.copyOfRange(losses, 12, 24), 0);
        assertTrue(crisis > benign, benign + " " + crisis);
    }

    private static double mean(double[][] rows, int column) {
        return Arrays.stream(rows).mapToDouble(row -> row[column]).average().orElseThrow();
    }

    /** By hand: 0.10 - 0.02 - 0.05 x 73 / 365 = 0.07 and 0.06 - 0.01 - 0.02 x 0.2 = 0.046, in the order asked for. */
    @Test
    void netReturnsByHand() {
        TwinScenarios two = new TwinScenarios(
                new double[][] {{0.10, 0, 0.06, 0, 0}}, new double[][] {{0.02, 0, 0.01, 0, 0}}, 73, 0);
        double[][] returns = two.netReturns(List.of("mortgage", "consumer"), new double[] {0.02, 0.05});
        assertArrayEquals(new double[] {0.046, 0.07}, returns[0], 1e-15);
        assertArrayEquals(new double[] {0.08}, two.netReturns(List.of("consumer"), new double[0])[0], 1e-15);
        Exception e =
                assertThrows(IllegalArgumentException.class, () -> two.netReturns(List.of("leasing"), new double[0]));
        assertTrue(e.getMessage().contains("one of consumer, auto, mortgage, business, card"), e.getMessage());
    }
}
