package io.github.loantwin.env.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.loan.LoanColumns;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Figures carried from due dates, against the book marked anew in one go: with loans marked up to a month ago, sums of
 * marks may lag the economy, balances may not.
 */
class MarkGapTest {
    private static final Segment[] MARKS = {
        Segment.EXPECTED_LOSS, Segment.EXPOSURE, Segment.ALLOWANCE, Segment.RWA_STANDARDISED, Segment.DAILY_LOSS_ACCRUAL
    };

    @Test
    void aMonthOldMarksAreCloseToNewOnes() {
        gap("var", TwinConfig.defaults(), 0.10, 0.02);
    }

    @Test
    void marksLagAFallingEconomyByAMonthAtMost() {
        gap("severely-adverse-2026", TwinConfig.defaults().withScenario("severely-adverse-2026"), 0.15, 0.05);
    }

    private static void gap(String name, TwinConfig config, double bound, double meanBound) {
        double[] worst = new double[MARKS.length];
        double[] mean = new double[MARKS.length];
        int checks = 0;
        for (int seed = 0; seed < 8; seed++) {
            Simulator s = Runs.start(config, 100 + seed);
            for (int day = 7; day <= 364; day += 7) {
                Runs.run(s, 7, 0, 0, 0);
                if (day % 28 != 0) {
                    continue;
                }
                Simulator copy = copyOf(s, config);
                long[] carried = totals(copy.book);
                long balance = copy.book.total(Segment.BALANCE);
                for (int d = 0; d < LoanColumns.SEGMENTS; d++) {
                    copy.book.remark(d);
                }
                assertTrue(balance == copy.book.total(Segment.BALANCE));
                long[] fresh = totals(copy.book);
                for (int m = 0; m < MARKS.length; m++) {
                    double gap = Math.abs((double) (carried[m] - fresh[m]) / fresh[m]);
                    worst[m] = Math.max(worst[m], gap);
                    mean[m] += gap;
                }
                checks++;
            }
        }
        for (int m = 0; m < MARKS.length; m++) {
            mean[m] /= checks;
            System.out.printf(
                    Locale.ROOT,
                    "marks: %-22s %-20s mean gap %.2f %%, worst %.2f %%%n",
                    name,
                    MARKS[m],
                    100 * mean[m],
                    100 * worst[m]);
        }
        for (int m = 0; m < MARKS.length; m++) {
            assertTrue(worst[m] < bound && mean[m] < meanBound, MARKS[m] + " " + worst[m] + " " + mean[m]);
        }
    }

    private static long[] totals(Book book) {
        long[] totals = new long[MARKS.length];
        for (int m = 0; m < totals.length; m++) {
            totals[m] = book.total(MARKS[m]);
        }
        return totals;
    }

    private static Simulator copyOf(Simulator s, TwinConfig config) {
        ByteBuffer bytes = ByteBuffer.allocate((int) s.maxStateBytes());
        s.save(bytes);
        bytes.flip();
        Simulator copy = new Simulator(config.model());
        copy.restore(bytes);
        return copy;
    }
}
