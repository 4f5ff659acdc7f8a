package io.github.loantwin.env.credit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.loantwin.env.loan.Product;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The calibration target of the matrices: flows into delinquency between quarterly snapshots of a seasoned book.
 *
 * <p>Source: Federal Reserve Bank of New York, Consumer Credit Panel / Equifax, 2024Q2 workbook, sum of four quarters
 * in percent, averages of 2015-19 (normal) and 2009-10 (stress), as credit model C2.2 quotes them. New 30+: of
 * balances that were not 30 days past due; new 90+ (a loan charged off within the quarter counts): of balances not 90
 * days past due.
 */
class NewYorkFedFlowsTest {
    @ParameterizedTest
    @CsvSource({
        "mortgage,0,3.58,1.29",
        "mortgage,1,11.08,7.41",
        "auto,0,7.17,2.24",
        "auto,1,9.93,3.03",
        "card,0,6.01,4.36",
        "card,1,12.83,10.26",
        "consumer,0,6.89,4.46",
        "consumer,1,11.63,7.43",
    })
    void quarterlyFlowsEqualThePublishedOnes(String product, double stress, double new30, double new90) {
        double[] m = new double[RollRates.SIZE];
        new RollRates(CreditTestConfig.DEFAULTS).at(Product.ofKey(product).ordinal(), stress, m);
        double[] shares = new double[4];
        SeasonedBook.shares(m, shares);
        double[] later = RollRatesTest.after(m, new double[] {1, 0, 0, 0, 0, 0}, 3);
        assertEquals(new30, 400 * (later[1] + later[2] + later[3] + later[4]), 0.005 + 0.0005 * new30);
        double[] open = {shares[0], shares[1], shares[2], 0, 0, 0};
        double[] opened = RollRatesTest.after(m, open, 3);
        assertEquals(new90, 400 * (opened[3] + opened[4]) / (1 - shares[3]), 0.005 + 0.0005 * new90);
    }

    /** Same source, mortgages 30-60 days past due: a quarter later current 36.1 / 24.6 %, 90+ 15.8 / 37.7 %. */
    @ParameterizedTest
    @CsvSource({"0,36.1,15.8", "1,24.6,37.7"})
    void mortgageCuresAndRollsAreNearThePublishedOnes(double stress, double cured, double rolled) {
        double[] m = new double[RollRates.SIZE];
        new RollRates(CreditTestConfig.DEFAULTS).at(Product.MORTGAGE.ordinal(), stress, m);
        double[] shares = new double[4];
        SeasonedBook.shares(m, shares);
        double early = shares[1] + shares[2];
        double[] later = RollRatesTest.after(m, new double[] {0, shares[1] / early, shares[2] / early, 0, 0, 0}, 3);
        assertEquals(cured, 100 * later[0], 0.06 * cured);
        assertEquals(rolled, 100 * (later[3] + later[4]), 0.06 * rolled);
    }
}
