package io.github.loantwin.env.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.loan.LoanColumns;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.risk.LossMoments;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kernel of current loans gives bit for bit what the rule gives loan by loan. */
class MarkingTest {
    @ParameterizedTest
    @CsvSource({
        "1, 'macro: {from: macro/constant.yaml, unemployment: 0.044}'",
        "2, 'macro: {from: macro/constant.yaml, unemployment: 0.10, housePriceGrowth: -0.2, rate3m: 0}'",
        "3, 'macro: {startRegime: crisis}'",
        "4, 'lender: {allowanceStandard: IFRS9}'"
    })
    void kernelEqualsTheRule(long seed, String changes) {
        Simulator s = Runs.start(Runs.config(changes).with("episode.initialLoans", 5000), seed);
        for (int day = 1; day <= 40; day++) {
            s.runDay(0, 0, 0);
        }
        LoanColumns loans = s.book.loans;
        LossMoments moments = new LossMoments(s.model.risk.lossDistribution().largeLossFloor());
        Marking marking = new Marking(s.model, s.world, loans, moments, s.scratch());
        int kernelLoans = 0;
        for (int segment = 0; segment < LoanColumns.SEGMENTS; segment++) {
            long[] fast = new long[Segment.SIZE * Product.COUNT];
            long[] slow = new long[Segment.SIZE * Product.COUNT];
            moments.clear();
            int begin = loans.start(segment);
            int end = begin + loans.size(segment);
            int middle = begin + (end - begin) / 3;
            marking.run(segment, begin, middle, fast);
            marking.run(segment, middle, end, fast);
            long[] allowance = java.util.Arrays.copyOfRange(loans.allowance, begin, end);
            long[] loss = java.util.Arrays.copyOfRange(loans.expectedLoss, begin, end);
            double exposure = moments.exposure();
            double expected = moments.expectedLoss();
            moments.clear();
            for (int i = begin; i < end; i++) {
                marking.one(i, slow);
                assertEquals(loans.allowance[i], allowance[i - begin]);
                assertEquals(loans.expectedLoss[i], loss[i - begin]);
                kernelLoans += loans.missed[i] == 0 ? 1 : 0;
            }
            for (Segment figure : Segment.values()) {
                for (int k = 0; k < Product.COUNT; k++) {
                    int at = figure.ordinal() * Product.COUNT + k;
                    assertEquals(
                            slow[at], fast[at], figure + " of " + Product.at(k).key());
                }
            }
            assertEquals(exposure, moments.exposure(), 1e-12 * exposure);
            assertEquals(expected, moments.expectedLoss(), 1e-12 * expected);
        }
        assertTrue(kernelLoans > 4000, "current loans " + kernelLoans);
    }
}
