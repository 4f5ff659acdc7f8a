package io.github.loantwin.optimizer.policy.scenario;

import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.LoanEnv;
import io.github.loantwin.env.ParallelRuns;
import io.github.loantwin.env.StepInfo;
import io.github.loantwin.env.StepResult;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.loan.Product;
import java.util.Arrays;
import java.util.List;

/**
 * Scenarios of a lender's products, drawn from the twin under the base policy: one per economy and seed.
 *
 * <pre>
 *   interest_k = interest income over the horizon / mean daily balance       loss_k = net charge-offs over it / the same
 * </pre>
 *
 * <p>Both are of the whole horizon, not annualised, and are counted from published figures. Losses are booked ones: a loan
 * that defaults is written off months later and recovers after that, so horizons under a year see few of the losses that
 * their own economy causes.
 *
 * @param interest scenarios x products, per unit of mean balance
 * @param losses scenarios x products, per unit of mean balance; below zero where recoveries exceed charge-offs
 * @param days the horizon
 * @param failures scenarios in which the lender failed before the horizon; they end there
 */
public record TwinScenarios(double[][] interest, double[][] losses, int days, int failures) {
    /** The products, in the order of the columns. */
    public static final List<String> PRODUCTS =
            Arrays.stream(Product.values()).map(Product::key).toList();

    /**
     * What scenarios are drawn from.
     *
     * @param economies {@code var} for the default economy, drawn anew with each seed, or names of scenarios, in which a seed is
     *     the luck of loans and applicants
     * @param seeds scenarios of each economy, 1 to 100,000
     * @param firstSeed the first seed; the others follow
     * @param days horizon in days, 28 to 3,650
     */
    public record Draw(List<String> economies, int seeds, long firstSeed, int days) {
        /** Checks the ranges. */
        public Draw {
            require(economies != null && !economies.isEmpty(), "economies must have at least one name", economies);
            economies = List.copyOf(economies);
            require(seeds >= 1 && seeds <= 100_000, "seeds must be in [1, 100000]", seeds);
            require(days >= 28 && days <= 3650, "days must be in [28, 3650]", days);
        }
    }

    /**
     * Draws scenarios; what they are does not depend on the number of threads.
     *
     * @param lender configuration of the lender; economy and length are those of the draw
     * @throws IllegalArgumentException for an unknown economy, or one that is shorter than the horizon
     */
    public static TwinScenarios draw(TwinConfig lender, Draw draw, int threads) {
        List<TwinConfig> worlds = draw.economies().stream()
                .map(name -> world(lender, name, draw.days()))
                .toList();
        worlds.forEach(TwinConfig::model);
        List<Tally> tallies = ParallelRuns.run(
                threads,
                worlds.size() * draw.seeds(),
                job -> live(worlds.get(job / draw.seeds()), draw.firstSeed() + job % draw.seeds()),
                done -> {});
        return new TwinScenarios(
                rates(tallies, InfoField.INTEREST_CONSUMER),
                rates(tallies, InfoField.CHARGE_OFFS_CONSUMER),
                draw.days(),
                (int) tallies.stream().filter(tally -> tally.failed).count());
    }

    private static TwinConfig world(TwinConfig lender, String economy, int days) {
        TwinConfig config = economy.equals("var") ? lender : lender.withScenario(economy);
        return config.with("episode.simulationDays", days).with("episode.decisionDays", 1);
    }

    private static Tally live(TwinConfig config, long seed) {
        LoanEnv env = new LoanEnv(config).recordHistory(false);
        Tally tally = new Tally();
        env.reset(seed);
        float[] hold = new float[3];
        StepResult step;
        do {
            step = env.step(hold);
            tally.add(step.info());
        } while (!step.terminated() && !step.truncated());
        tally.failed = step.terminated();
        return tally;
    }

    private static double[][] rates(List<Tally> tallies, InfoField consumerMember) {
        double[][] rates = new double[tallies.size()][];
        Arrays.setAll(rates, i -> tallies.get(i).rates(consumerMember));
        return rates;
    }

    /**
     * Returns interest less losses less costs, scenarios x products.
     *
     * @param products names among {@link #PRODUCTS}, in the order wanted
     * @param annualCosts funding and servicing a year per unit of balance, by product wanted; empty for none
     */
    public double[][] netReturns(List<String> products, double[] annualCosts) {
        require(
                annualCosts.length == 0 || annualCosts.length == products.size(),
                "costs must have " + products.size() + " elements, one per product",
                annualCosts.length);
        int[] columns = products.stream().mapToInt(TwinScenarios::column).toArray();
        double[][] returns = new double[interest.length][columns.length];
        for (int s = 0; s < returns.length; s++) {
            for (int j = 0; j < columns.length; j++) {
                double cost = annualCosts.length == 0 ? 0 : annualCosts[j] * days / 365;
                returns[s][j] = interest[s][columns[j]] - losses[s][columns[j]] - cost;
            }
        }
        return returns;
    }

    private static int column(String product) {
        int column = PRODUCTS.indexOf(product);
        require(column >= 0, "an asset drawn from the twin must be one of " + String.join(", ", PRODUCTS), product);
        return column;
    }

    private static void require(boolean holds, String rule, Object got) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ", got " + got + ".");
        }
    }

    /** Adds up the days of one scenario. */
    private static final class Tally {
        private final double[] sums = new double[InfoField.COUNT];
        private int days;
        private boolean failed;

        void add(StepInfo info) {
            days++;
            for (int k = 0; k < Product.COUNT; k++) {
                add(info, InfoField.BALANCE_CONSUMER, k);
                add(info, InfoField.INTEREST_CONSUMER, k);
                add(info, InfoField.CHARGE_OFFS_CONSUMER, k);
            }
        }

        private void add(StepInfo info, InfoField consumerMember, int k) {
            InfoField field = InfoField.ofProduct(consumerMember, Product.at(k));
            sums[field.ordinal()] += info.get(field);
        }

        double[] rates(InfoField consumerMember) {
            double[] rates = new double[Product.COUNT];
            for (int k = 0; k < rates.length; k++) {
                double balance = sums[
                                InfoField.ofProduct(InfoField.BALANCE_CONSUMER, Product.at(k))
                                        .ordinal()]
                        / days;
                double flow =
                        sums[InfoField.ofProduct(consumerMember, Product.at(k)).ordinal()];
                rates[k] = balance == 0 ? 0 : flow / balance;
            }
            return rates;
        }
    }
}
