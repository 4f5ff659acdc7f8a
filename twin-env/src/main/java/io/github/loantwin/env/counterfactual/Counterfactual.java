package io.github.loantwin.env.counterfactual;

import io.github.loantwin.env.ParallelRuns;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Lives the same world twice, once under each of two policies that agree until a day, and says what differed.
 *
 * <p>Both worlds have the same economy, applicants and luck, so a difference is the policy's doing. Exact and checked on
 * every run: up to the day of the change the two worlds are equal bit for bit; interest, charge-offs and balances of single
 * loans add up to the ledger's; lines of profit add up to net income; differences of matched loans add up to those of
 * product and score band. What no loan alone causes (funding, fees, overhead, recoveries, allowance, tax) is shown as the
 * lender's, recoveries by product.
 */
public final class Counterfactual {
    private Counterfactual() {}

    /**
     * Runs a counterfactual.
     *
     * @param threads how many seeds at a time; the results do not depend on it
     * @param done told how many seeds are done
     */
    public static CounterfactualResult run(CounterfactualPlan plan, int threads, IntConsumer done) {
        plan.config().model(); // compiled once, before the threads share it
        List<CounterfactualRun> runs = ParallelRuns.run(
                threads,
                plan.seeds().size(),
                job -> CounterfactualRun.of(plan, plan.seeds().get(job)),
                done);
        return new CounterfactualResult(plan, runs);
    }
}
