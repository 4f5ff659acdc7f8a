package io.github.loantwin.optimizer.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The examples run, and print the values known from elsewhere. */
class ExamplesTest {
    /** Values of an independent solver (Clarabel): 8.3188 %, and under PD + 50 % 6.5588 and 5.8220 %. */
    @Test
    void loanAllocation() {
        String answer = LoanAllocationExample.answer();
        assertTrue(answer.contains("return 8.3188 %, standard deviation 4.4721 %"), answer);
        assertTrue(answer.contains("PD + 50 %: 6.5588 % as it is, 5.8220 % at its best"), answer);
        assertTrue(answer.contains("personal         3,000,000"), answer);
        assertTrue(answer.lines().filter(line -> line.startsWith("frontier")).count() == 5, answer);
    }

    /** Published: deciding branches reach 0.1741, headquarters 0.2540 (docs/optimizer.md). */
    @Test
    void twoLevelBank() {
        String answer = TwoLevelBankExample.answer();
        assertTrue(answer.contains("branches decide: return 0.1741"), answer);
        assertTrue(answer.contains("headquarters decides: return 0.2540"), answer);
        assertTrue(answer.contains("branches under transfer prices: return 0.2540"), answer);
    }

    /**
     * By hand: the worst three years are always the same; their mean loss is 0 for mortgage, 0.0470 / 3 for auto and 0.146 / 3
     * for card. The least CVaR under a cap of 70 % is 0.3 of auto: 0.470 %. With CVaR at most 2 % the best is mortgage and card
     * alone (more return per CVaR than auto): card 0.02 / 0.146 x 3 = 41.10 %.
     */
    @Test
    void cvarPortfolio() {
        String answer = CvarPortfolioExample.answer();
        assertTrue(answer.contains("least CVaR: 70.00 / 30.00 / 0.00 %"), answer);
        assertTrue(answer.contains("CVaR 0.470 %"), answer);
        assertTrue(answer.contains("CVaR at most 2 %: 58.90 / 0.00 / 41.10 %"), answer);
        assertTrue(answer.contains("CVaR limit -0.02 is below the smallest attainable 0.0047"), answer);
    }
}
