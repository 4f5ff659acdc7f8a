package io.github.loantwin.env.credit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class CreditAllocationTest {
    private final Prepayment prepayment = new Prepayment(CreditTestConfig.DEFAULTS);
    private final LossGivenDefault severity = new LossGivenDefault(CreditTestConfig.DEFAULTS);
    private final StressIndex index = new StressIndex(CreditTestConfig.DEFAULTS);
    private final RollRates rates = new RollRates(CreditTestConfig.DEFAULTS);
    private final CreditTables tables = new CreditTables(CreditTestConfig.DEFAULTS);
    private final CreditSlice slice = new CreditSlice();
    private final double[] stress = new double[5];
    private final double[] matrix = new double[RollRates.SIZE];
    private final double[] row = new double[RollRates.COLUMNS];

    /** A month of 1,000 loans, marks included. */
    private double month(int month) {
        double sum = 0;
        for (int product = 0; product < 5; product++) {
            stress[product] = index.value(product, 0.05 + month * 1e-4, 0.001, 0.03);
        }
        slice.set(tables, stress);
        for (int loan = 0; loan < 1000; loan++) {
            int product = loan % 5;
            if (loan < 5) {
                rates.at(product, stress[product], matrix);
            }
            double x = 0.1 + loan * 0.0008;
            double m = x / (1 - x);
            double smm = prepayment.smm(product, 0, loan % 90, 0.06, 0.05, 3, 0.8, 1 + month % 12, stress[product]);
            RollRow.fill(matrix, loan & 3, m, smm, row);
            sum += RollRow.draw(row, x);
            double lgd = severity.expected(product, product == 2 ? 0.8 : 0, 0.1, stress[product], false);
            sum += slice.pd12(product, loan & 3, m) * slice.ultimateLossGivenDefault(product, m, lgd);
            sum += slice.lifetimeLoss(product, loan & 3, m, loan % 300) * lgd + slice.levelLossRate(product, m);
            sum += severity.draw(product, 0, 0, stress[product], false, x);
            sum += Amortisation.levelPayment(100_000_000L + loan, 0.07, 60);
        }
        return sum;
    }

    @Test
    void theMonthAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double sum = 0;
        for (int warm = 0; warm < 20; warm++) {
            sum += month(warm);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int month = 0; month < 20; month++) {
            sum += month(month);
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(sum > 0 && bytes < 2_000, "bytes allocated by 20,000 loan-months: " + bytes);
    }
}
