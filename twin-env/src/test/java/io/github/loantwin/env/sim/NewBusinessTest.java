package io.github.loantwin.env.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.ledger.Ledger;
import io.github.loantwin.env.loan.LoanColumns;
import io.github.loantwin.env.loan.Product;
import org.junit.jupiter.api.Test;

/** What the three actions do to the loans that are made, in an economy that stands still, on one stream of applicants. */
class NewBusinessTest {
    private static final TwinConfig CONFIG = Runs.still(4000).with("demand.competitorNoise", 0);
    private static final int CARD = Product.CARD.ordinal();

    /** A quarter's new loans: number, mean risk multiplier, mean rate over the market's for the same risk. */
    private record NewLoans(int count, double risk, double score, double largest) {}

    private static NewLoans quarter(TwinConfig config, double credit, double pricing, double tilt) {
        Simulator s = Runs.start(config, 31);
        Runs.run(s, 90, credit, pricing, tilt);
        LoanColumns c = s.book.loans;
        int count = 0;
        double risk = 0;
        double score = 0;
        double largest = 0;
        for (int d = 0; d < LoanColumns.SEGMENTS; d++) {
            for (int i = c.start(d); i < c.start(d) + c.size(d); i++) {
                if (c.id[i] < 1L << 62) {
                    count++;
                    risk += c.riskMultiplier[i];
                    score += c.score[i];
                    largest = Math.max(largest, c.balance[i]);
                }
            }
        }
        return new NewLoans(count, risk / count, score / count, largest);
    }

    /** D3: tightening lowers volume and PD of the accepted; loosening raises both. */
    @Test
    void tighteningLowersVolumeAndRiskOfTheAccepted() {
        NewLoans loose = quarter(CONFIG, -0.1, 0, 0);
        NewLoans base = quarter(CONFIG, 0, 0, 0);
        NewLoans tight = quarter(CONFIG, 0.1, 0, 0);
        assertTrue(loose.count > base.count && base.count > tight.count, loose + " " + base + " " + tight);
        assertTrue(loose.risk > base.risk && base.risk > tight.risk, loose + " " + base + " " + tight);
        assertTrue(loose.score < base.score && base.score < tight.score, loose + " " + base + " " + tight);
    }

    /** D3: own price up, take-up down and PD of the accepted up (adverse selection). */
    @Test
    void dearerOffersAreTakenByFewerAndWorseBorrowers() {
        NewLoans cheap = quarter(CONFIG, 0, -0.02, 0);
        NewLoans base = quarter(CONFIG, 0, 0, 0);
        NewLoans dear = quarter(CONFIG, 0, 0.02, 0);
        assertTrue(cheap.count > base.count && base.count > dear.count, cheap + " " + base + " " + dear);
        assertTrue(cheap.risk < base.risk && base.risk < dear.risk, cheap + " " + base + " " + dear);
    }

    /** D3 and economics.md: a wide credit spread sends worse borrowers to the lender. */
    @Test
    void creditCrunchRaisesRiskOfTheAccepted() {
        NewLoans wide = quarter(CONFIG.with("macro.bbbSpread", 0.05), 0, 0, 0);
        NewLoans base = quarter(CONFIG, 0, 0, 0);
        assertTrue(wide.risk > base.risk, wide + " " + base);
    }

    /** A constant add-on is charged once: new card accounts pay the market's rate for their risk and the add-on, no more. */
    @Test
    void cardsOpenedAtAnAddOnPayItOnce() {
        Simulator s = Runs.start(CONFIG.with("products.card.demand.adverseSelection", 0), 31);
        Runs.run(s, 150, 0, 0.02, 0);
        LoanColumns c = s.book.loans;
        int seen = 0;
        for (int d = 0; d < LoanColumns.SEGMENTS; d++) {
            for (int i = c.start(d); i < c.start(d) + c.size(d); i++) {
                boolean opened = c.id[i] < 1L << 62 && c.product[i] == CARD && c.age[i] >= 2;
                if (opened) {
                    double market = s.world.marketFunding(CARD) + s.world.marketMargin(CARD, c.riskMultiplier[i]);
                    assertEquals(0.02, c.rate[i] - market, 1e-3, "rate over the market's");
                    seen++;
                }
            }
        }
        assertTrue(seen >= 5, "accounts " + seen);
    }

    /** C1: relative risk is kept within its configured limits, of starting and of new loans. */
    @Test
    void relativeRiskKeepsItsLimits() {
        TwinConfig narrow =
                Runs.still(1000).with("credit.riskMultiplier.minimum", 0.4).with("credit.riskMultiplier.maximum", 2.5);
        Simulator s = Runs.start(narrow, 31);
        Runs.run(s, 60, -0.1, 0.02, 0);
        LoanColumns c = s.book.loans;
        for (int d = 0; d < LoanColumns.SEGMENTS; d++) {
            for (int i = c.start(d); i < c.start(d) + c.size(d); i++) {
                assertTrue(
                        c.riskMultiplier[i] >= 0.4f && c.riskMultiplier[i] <= 2.5f,
                        "multiplier " + c.riskMultiplier[i]);
            }
        }
    }

    /** No new loan is larger than 15 % of equity, and business loans keep the bound of the book's size. */
    @Test
    void newLoansKeepTheSingleNameLimit() {
        Simulator s = Runs.start(Runs.config("episode: {initialLoans: 100}\nmacro: macro/constant.yaml"), 31);
        LoanColumns c = s.book.loans;
        double highestEquity = 0;
        for (int day = 0; day < 365; day++) {
            s.runDay(-0.1, -0.02, 0);
            highestEquity = Math.max(highestEquity, s.ledger.balance(io.github.loantwin.env.ledger.Account.EQUITY));
        }
        for (int d = 0; d < LoanColumns.SEGMENTS; d++) {
            for (int i = c.start(d); i < c.start(d) + c.size(d); i++) {
                boolean fresh = c.id[i] < 1L << 62; // a starting book of 100 loans cannot keep the limit
                assertTrue(
                        !fresh || c.balance[i] <= 0.15 * highestEquity + Ledger.money(1000), "balance " + c.balance[i]);
                assertTrue(c.product[i] != Product.BUSINESS.ordinal() || c.amount[i] <= Ledger.money(50_000));
            }
        }
    }

    /** The size limit declines and counts, and the book never passes it. */
    @Test
    void fullBookDeclinesAndCounts() {
        Simulator s = Runs.start(Runs.config("episode: {initialLoans: 500, maxPortfolioSize: 500}"), 3);
        long declined = 0;
        for (int day = 0; day < 120; day++) {
            s.runDay(-0.1, -0.02, 0.1);
            assertTrue(s.loanCount() <= 500);
            declined += s.declinedCapacity();
        }
        assertTrue(declined > 0);
    }
}
