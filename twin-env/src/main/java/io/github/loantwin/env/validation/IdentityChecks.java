package io.github.loantwin.env.validation;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.credit.Amortisation;
import io.github.loantwin.env.ledger.LoanFlow;
import io.github.loantwin.env.loan.DelinquencyState;
import io.github.loantwin.env.loan.Loan;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import io.github.loantwin.env.sim.BookReview;
import io.github.loantwin.env.sim.Simulator;
import io.github.loantwin.env.validation.Checks.Figure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The thirteen identities of credit-model D1, exactly, every day, under random policies in several worlds. */
class IdentityChecks implements ValidationGroup {
    private static final int DAYS = 120;
    private static final List<Map<String, ?>> WORLDS = List.of(
            Map.of(),
            Map.of("lender.allowanceStandard", "IFRS9", "lender.riskWeights", "IRB", "episode.startDate", "2024-02-29"),
            Map.of("macro.startRegime", "crisis", "episode.startDate", "2023-01-31"),
            Map.of("episode.maxPortfolioSize", 400, "macro.startRegime", "recession"),
            Map.of(
                    "products.consumer.bookShare", 0.05,
                    "products.auto.bookShare", 0.05,
                    "products.mortgage.bookShare", 0.45,
                    "products.business.bookShare", 0.40,
                    "products.card.bookShare", 0.05));
    /** Words by which the lender's audit names what is broken, in the order of D1. */
    private static final Map<String, String> AUDITED = audited();

    private final int seeds;
    private long days;
    private final Map<String, String> broken = new LinkedHashMap<>();

    IdentityChecks() {
        this(12);
    }

    IdentityChecks(int seedsPerWorld) {
        seeds = seedsPerWorld;
    }

    @Override
    public String name() {
        return "identities";
    }

    @Override
    public String title() {
        return "The thirteen identities of the books, exactly, every day, under random policies";
    }

    private static Map<String, String> audited() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("1-principal", "principal: ");
        words.put("2-count", "count: ");
        words.put("4-cash", "cash: ");
        words.put("5-balance-sheet", "balance sheet: ");
        words.put("6-equity", "equity: ");
        words.put("6-income", "net income = ");
        words.put("7-allowance", "allowance: ");
        words.put("8-accrued", "accrued interest: ");
        words.put("8-deferred", "deferred costs: ");
        words.put("sums", "carried sums ");
        return words;
    }

    @Override
    public void run(Checks checks) {
        days = 0;
        broken.clear();
        begin();
        for (Map<String, ?> world : WORLDS) {
            Simulator lender = lender(world);
            for (long seed = 0; seed < seeds; seed++) {
                episode(lender, 7000 + seed);
            }
        }
        row(checks, "1-principal", "1, principal of each product: closing = opening + flows = sum over loans");
        row(checks, "2-count", "2, number of loans of each product: closing = opening + flows");
        row(checks, "3-states", "3, loans by state: they sum to the loans, and their change to the flows");
        row(checks, "4-cash", "4, cash: closing = opening + received - paid");
        row(checks, "5-balance-sheet", "5, balance sheet: assets = liabilities + equity");
        row(checks, "6-equity", "6, equity: closing = opening + net income - dividends");
        row(checks, "6-income", "6, net income = profit before provision - provision - tax");
        row(checks, "7-allowance", "7, allowance: closing = opening + provision - charge-offs + recoveries");
        row(checks, "8-accrued", "8, accrued interest = sum over loans");
        row(checks, "8-deferred", "8, deferred costs = sum over loans");
        row(checks, "9-arrears", "9, arrears: the state follows the instalments missed");
        amortisation(checks);
        row(checks, "11-recoveries", "11, recoveries to come are never negative (their booking is identity 7)");
        row(checks, "12-reward", "12, reward = weights x components, each in [-1, 1]");
        row(checks, "13-actions", "13, all of them under random actions, sales and purchases");
        row(checks, "sums", "sums carried between due dates = a recount");
    }

    /** Tests break an identity here. */
    void begin() {}

    private static Simulator lender(Map<String, ?> world) {
        return new Simulator(TwinConfig.defaults()
                .with(Map.of("episode.initialLoans", 300, "episode.audit", true))
                .with(world)
                .model());
    }

    private void row(Checks checks, String id, String name) {
        boolean holds = days > 0 && !broken.containsKey(id);
        checks.holds(
                new Figure(id, "identity " + name, "credit-model D1"),
                "holds on every day",
                holds ? "holds on " + days + " days" : broken.getOrDefault(id, "no day was run"),
                "exact",
                days,
                holds);
    }

    private void episode(Simulator lender, long seed) {
        lender.reset(Draws.derive(seed, Stream.EPISODE, 0, 0));
        Draws draws = new Draws(seed);
        Tally tally = Tally.of(lender);
        double[] action = new double[3];
        for (int day = 1; day <= DAYS && !lender.failed(); day++) {
            for (int c = 0; c < 3; c++) {
                double u = 2 * draws.uniform(Stream.POLICY, c, seed % 2 == 0 ? day : day / 7) - 1;
                action[c] = (seed % 3 == 0 ? Math.signum(u) : u) * (c == 1 ? 0.02 : 0.1);
            }
            try {
                lender.runDay(action[0], action[1], action[2]);
            } catch (IllegalStateException e) {
                blame(e.getMessage());
                return;
            }
            tally = tally.next(lender, this);
            days++;
        }
    }

    void blame(String message) {
        String id = AUDITED.entrySet().stream()
                .filter(entry -> message.contains(entry.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("13-actions");
        broken.putIfAbsent(id, message);
        broken.putIfAbsent("13-actions", message);
    }

    void require(String id, boolean holds, String what) {
        if (!holds) {
            broken.putIfAbsent(id, what);
            broken.putIfAbsent("13-actions", what);
        }
    }

    /** What is counted here from the loans themselves, day by day, beside the lender's audit. */
    private record Tally(long[] states, long outstanding) {
        static Tally of(Simulator lender) {
            long[] states = new long[DelinquencyState.COUNT];
            for (Loan loan : lender.loanTape()) {
                states[loan.state().ordinal()]++;
            }
            BookReview review = new BookReview(lender);
            long outstanding = 0;
            for (int k = 0; k < Product.COUNT; k++) {
                outstanding += review.expectedRecoveries(k);
            }
            return new Tally(states, outstanding);
        }

        Tally next(Simulator lender, IdentityChecks checks) {
            Tally now = of(lender);
            long flows = lender.ledger().flow(LoanFlow.COUNT_NEW)
                    + lender.ledger().flow(LoanFlow.COUNT_BOUGHT)
                    - lender.ledger().flow(LoanFlow.COUNT_MATURED)
                    - lender.ledger().flow(LoanFlow.COUNT_PREPAID)
                    - lender.ledger().flow(LoanFlow.COUNT_CHARGED_OFF)
                    - lender.ledger().flow(LoanFlow.COUNT_SOLD);
            String where = "day " + lender.day();
            checks.require("3-states", now.total() == total() + flows && now.total() == lender.loanCount(), where);
            checks.require("9-arrears", arrears(lender.loanTape()), where);
            checks.require("11-recoveries", now.outstanding >= 0, where);
            double[] vector = new double[4];
            lender.addRewardVector(vector);
            double sum = 0.40 * vector[0] + 0.30 * vector[1] + 0.20 * vector[2] + 0.10 * vector[3];
            boolean bounded = true;
            for (double component : vector) {
                bounded &= component >= -1 && component <= 1;
            }
            checks.require("12-reward", bounded && sum == lender.totalReward(vector), where);
            return now;
        }

        private long total() {
            long sum = 0;
            for (long state : states) {
                sum += state;
            }
            return sum;
        }

        private static boolean arrears(List<Loan> loans) {
            return loans.stream()
                    .allMatch(loan ->
                            loan.state().ordinal() == Math.min(loan.missedInstalments(), DelinquencyState.COUNT - 1)
                                    && loan.accruedInterest() >= 0
                                    && loan.balance() >= 0);
        }
    }

    /** 500 random loans paid to the end. */
    private static void amortisation(Checks checks) {
        Draws draws = new Draws(10);
        long rest = 0;
        for (int trial = 0; trial < 500; trial++) {
            long amount = 1 + (long) (draws.uniform(Stream.POLICY, 0, trial) * 2e10);
            double rate = trial % 10 == 0 ? 0 : draws.uniform(Stream.POLICY, 1, trial) * 0.35;
            int months = 1 + (int) (draws.uniform(Stream.POLICY, 2, trial) * 360);
            long payment = Amortisation.levelPayment(amount, rate, months);
            long balance = amount;
            for (int month = 0; month < months; month++) {
                balance -= Amortisation.principal(balance, rate, payment, months - month);
            }
            rest += Math.abs(balance);
        }
        checks.near(
                new Figure(
                        "10-amortisation",
                        "identity 10, balance after the last instalment of 500 random loans",
                        "credit-model D1"),
                0,
                rest,
                0,
                Shown.number(0));
    }
}
