package io.github.loantwin.env.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.ledger.Account;
import io.github.loantwin.env.loan.LoanColumns;
import io.github.loantwin.env.loan.Product;
import org.junit.jupiter.api.Test;

/** Every limit is kept on day 0, over 1,000 seeds of the default lender of 1,000 loans. */
class StartingStateTest {
    private static final int SEEDS = 1000;

    @Test
    void everyLimitHoldsOnDayZero() {
        Simulator s = new Simulator(Runs.config("").model());
        StringBuilder broken = new StringBuilder();
        double largestShare = 0;
        double largestName = 0;
        double lowestCoverage = 10;
        double lowestFunding = 10;
        for (long seed = 0; seed < SEEDS; seed++) {
            s.reset(seed);
            double name = largestName(s);
            largestShare = Math.max(largestShare, s.largestShare());
            largestName = Math.max(largestName, name);
            lowestCoverage = Math.min(lowestCoverage, s.liquidityCoverage());
            lowestFunding = Math.min(lowestFunding, s.stableFunding());
            check(broken, seed, s.largestShare() <= 0.40, "largest share", s.largestShare());
            check(broken, seed, name <= 0.15, "single name over equity", name);
            check(broken, seed, Math.abs(s.capitalRatio() - 0.122) < 1e-6, "capital ratio", s.capitalRatio());
            check(broken, seed, s.liquidityCoverage() >= 1, "liquidity coverage", s.liquidityCoverage());
            check(broken, seed, s.stableFunding() >= 1, "stable funding", s.stableFunding());
            check(broken, seed, s.loanCount() == 1000, "loans", s.loanCount());
            check(broken, seed, !s.failed(), "failed", 1);
            for (Account account : Account.values()) {
                boolean mayBeZero = account == Account.TAX_PAYABLE || account == Account.REPOSSESSED;
                long balance = s.ledger.balance(account);
                check(broken, seed, mayBeZero ? balance == 0 : balance > 0, account.key(), balance);
            }
            loans(broken, seed, s);
        }
        assertEquals(
                "",
                broken.toString(),
                "over " + SEEDS + " seeds: largest share " + largestShare + ", largest name " + largestName
                        + ", lowest LCR " + lowestCoverage + ", lowest NSFR " + lowestFunding);
    }

    private static void check(StringBuilder broken, long seed, boolean holds, String what, double got) {
        if (!holds && broken.length() < 1500) {
            broken.append("seed ")
                    .append(seed)
                    .append(": ")
                    .append(what)
                    .append(' ')
                    .append(got)
                    .append('\n');
        }
    }

    private static double largestName(Simulator s) {
        long largest = 0;
        LoanColumns loans = s.book.loans;
        for (int d = 0; d < LoanColumns.SEGMENTS; d++) {
            for (int i = loans.start(d); i < loans.start(d) + loans.size(d); i++) {
                largest = Math.max(largest, loans.balance[i]);
            }
        }
        return (double) largest / s.ledger.balance(Account.EQUITY);
    }

    private static void loans(StringBuilder broken, long seed, Simulator s) {
        LoanColumns loans = s.book.loans;
        for (int d = 0; d < LoanColumns.SEGMENTS; d++) {
            for (int i = loans.start(d); i < loans.start(d) + loans.size(d); i++) {
                int k = loans.product[i];
                boolean card = k == Product.CARD.ordinal();
                check(broken, seed, loans.balance[i] >= (card ? 0 : 1), Product.at(k) + " balance", loans.balance[i]);
                check(
                        broken,
                        seed,
                        loans.balance[i] <= loans.amount[i],
                        Product.at(k) + " above amount",
                        loans.balance[i]);
                check(
                        broken,
                        seed,
                        k != Product.BUSINESS.ordinal() || loans.amount[i] <= 500_000 * 10_000L,
                        "business amount",
                        loans.amount[i] / 10_000.0);
                check(broken, seed, loans.missed[i] <= loans.age[i], "missed beyond age", loans.missed[i]);
                check(broken, seed, card || loans.remaining[i] > 0, "remaining", loans.remaining[i]);
                check(broken, seed, loans.rate[i] > 0 && loans.rate[i] < 0.6, Product.at(k) + " rate", loans.rate[i]);
                check(
                        broken,
                        seed,
                        loans.collateral[i] > 0 == loans.ltv[i] > 0,
                        "collateral against ltv",
                        loans.ltv[i]);
            }
        }
    }

    /** Stratified amounts: seed-to-seed spread of product shares is far below that of independent draws. */
    @Test
    void productSharesVaryLittleBetweenSeeds() {
        Simulator s = new Simulator(Runs.config("").model());
        double[] sum = new double[Product.COUNT];
        double[] square = new double[Product.COUNT];
        int seeds = 200;
        for (long seed = 0; seed < seeds; seed++) {
            s.reset(seed);
            for (int k = 0; k < Product.COUNT; k++) {
                double share = (double) s.balance(k) / s.ledger.balance(Account.LOANS);
                sum[k] += share / seeds;
                square[k] += share * share / seeds;
            }
        }
        for (int k = 0; k < Product.COUNT; k++) {
            double sd = Math.sqrt(Math.max(0, square[k] - sum[k] * sum[k]));
            assertTrue(sd < 0.02, Product.at(k) + " share " + sum[k] + " sd " + sd);
        }
    }
}
