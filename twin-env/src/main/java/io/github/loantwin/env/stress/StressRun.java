package io.github.loantwin.env.stress;

import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.LoanEnv;
import io.github.loantwin.env.Policy;
import io.github.loantwin.env.StepInfo;
import io.github.loantwin.env.StepResult;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.ledger.Ledger;
import io.github.loantwin.env.loan.Product;
import java.util.Arrays;

/**
 * What one seed of a stress test gave. Money is in 1/10,000 of the currency unit, so that sums are exact.
 *
 * @param seed the seed
 * @param days days lived: fewer than the horizon if the lender failed
 * @param failed whether the lender became insolvent or fell under the capital floor
 * @param losses net charge-offs by product: written off less recovered
 * @param averageBalances mean of the daily unpaid principal by product, currency units
 * @param netInterest net interest income
 * @param fees fee income
 * @param gains on sales of loans and of repossessed collateral
 * @param operatingCost servicing, origination, overhead and the cost of changing policy
 * @param provision for credit losses
 * @param tax on profit, negative for a credit on losses
 * @param netIncome after tax
 * @param dividends paid
 * @param openingEquity equity on day 0
 * @param closingEquity equity on the last day
 * @param openingAllowance allowance on day 0
 * @param closingAllowance allowance on the last day
 * @param openingWeighted risk-weighted assets on day 0, currency units
 * @param closingWeighted risk-weighted assets on the last day, currency units
 * @param capitalPath capital ratio of day 0 and of every day; a lender that failed keeps its last ratio
 */
public record StressRun(
        long seed,
        int days,
        boolean failed,
        long[] losses,
        double[] averageBalances,
        long netInterest,
        long fees,
        long gains,
        long operatingCost,
        long provision,
        long tax,
        long netIncome,
        long dividends,
        long openingEquity,
        long closingEquity,
        long openingAllowance,
        long closingAllowance,
        double openingWeighted,
        double closingWeighted,
        double[] capitalPath) {

    /** Lives the episode of a seed. */
    static StressRun of(TwinConfig config, Policy policy, long seed) {
        LoanEnv env = new LoanEnv(config).recordHistory(false);
        Tally tally = new Tally(env.config().episode().simulationDays());
        StepInfo opening = env.reset(seed).info();
        tally.open(opening);
        policy.reset(seed);
        policy.inform(opening);
        float[] action = new float[3];
        StepResult step;
        do {
            policy.act(env.observation(), action);
            step = env.step(action);
            tally.add(step.info());
            policy.inform(step.info());
        } while (!step.terminated() && !step.truncated());
        return tally.close(seed, step.terminated());
    }

    /** Returns profit before provision and tax: net interest, fees and gains less operating cost. */
    public long preProvisionRevenue() {
        return netInterest + fees + gains - operatingCost;
    }

    /** Returns profit before tax. */
    public long beforeTax() {
        return preProvisionRevenue() - provision;
    }

    /** Returns net charge-offs of all products. */
    public long loss() {
        return Arrays.stream(losses).sum();
    }

    /** Returns net charge-offs of a product over its average balance, not annualised; 0 without a balance. */
    public double lossRate(int product) {
        return rate(losses[product], averageBalances[product]);
    }

    /** Returns net charge-offs of all products over the average balance, not annualised. */
    public double lossRate() {
        return rate(loss(), Arrays.stream(averageBalances).sum());
    }

    private static double rate(long loss, double balance) {
        return balance == 0 ? 0 : loss / Ledger.UNITS / balance;
    }

    /** Returns the capital ratio of day 0. */
    public double openingRatio() {
        return capitalPath[0];
    }

    /** Returns the capital ratio of the last day. */
    public double closingRatio() {
        return capitalPath[capitalPath.length - 1];
    }

    /** Returns the lowest capital ratio. */
    public double lowestRatio() {
        return capitalPath[lowestDay()];
    }

    /** Returns the first day of the lowest capital ratio. */
    public int lowestDay() {
        int lowest = 0;
        for (int day = 1; day < capitalPath.length; day++) {
            lowest = capitalPath[day] < capitalPath[lowest] ? day : lowest;
        }
        return lowest;
    }

    /** Adds up the days of a run. */
    private static final class Tally {
        private final long[] losses = new long[Product.COUNT];
        private final double[] balances = new double[Product.COUNT];
        private final double[] path;
        private StepInfo opening;
        private StepInfo last;
        private int days;
        private final long[] flows = new long[InfoField.COUNT];

        Tally(int horizon) {
            path = new double[horizon + 1];
        }

        void open(StepInfo info) {
            opening = info;
            path[0] = info.get(InfoField.CAPITAL_RATIO);
        }

        void add(StepInfo info) {
            days++;
            last = info;
            path[days] = info.get(InfoField.CAPITAL_RATIO);
            for (InfoField field : InfoField.values()) {
                if (field.kind() == InfoField.Kind.FLOW && field.unit() == InfoField.Unit.MONEY) {
                    flows[field.ordinal()] += Ledger.money(info.get(field));
                }
            }
            for (Product product : Product.values()) {
                int k = product.ordinal();
                losses[k] += Ledger.money(info.get(InfoField.ofProduct(InfoField.CHARGE_OFFS_CONSUMER, product)));
                balances[k] += info.get(InfoField.ofProduct(InfoField.BALANCE_CONSUMER, product));
            }
        }

        private long flow(InfoField field) {
            return flows[field.ordinal()];
        }

        StressRun close(long seed, boolean failed) {
            Arrays.fill(path, days, path.length, path[days]);
            for (int k = 0; k < balances.length; k++) {
                balances[k] /= days;
            }
            return new StressRun(
                    seed,
                    days,
                    failed,
                    losses,
                    balances,
                    flow(InfoField.NET_INTEREST_INCOME),
                    flow(InfoField.FEE_INCOME),
                    flow(InfoField.SALE_GAINS),
                    flow(InfoField.OPERATING_COST),
                    flow(InfoField.PROVISION),
                    flow(InfoField.TAX),
                    flow(InfoField.NET_INCOME),
                    flow(InfoField.DIVIDENDS),
                    Ledger.money(opening.get(InfoField.EQUITY)),
                    Ledger.money(last.get(InfoField.EQUITY)),
                    Ledger.money(opening.get(InfoField.ALLOWANCE)),
                    Ledger.money(last.get(InfoField.ALLOWANCE)),
                    opening.get(InfoField.RISK_WEIGHTED_ASSETS),
                    last.get(InfoField.RISK_WEIGHTED_ASSETS),
                    path);
        }
    }
}
