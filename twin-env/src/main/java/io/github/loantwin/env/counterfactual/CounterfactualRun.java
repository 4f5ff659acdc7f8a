package io.github.loantwin.env.counterfactual;

import io.github.loantwin.env.LoanEnv;
import io.github.loantwin.env.Policy;
import io.github.loantwin.env.StepInfo;
import io.github.loantwin.env.StepResult;
import io.github.loantwin.env.loan.Product;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;

/**
 * Two worlds of one seed; every difference is the alternative's figure less the base's.
 *
 * @param seed the seed
 * @param months the calendar months, the first may begin and the last end within one
 * @param base cells of the base's world by month
 * @param alternative cells of the alternative's world by month
 * @param baseLines lines of profit of the base by month, in the order of {@link ProfitLine}
 * @param alternativeLines the same of the alternative
 * @param groups the loans matched one by one
 */
public record CounterfactualRun(
        long seed,
        List<YearMonth> months,
        List<Cells> base,
        List<Cells> alternative,
        List<long[]> baseLines,
        List<long[]> alternativeLines,
        LoanGroups groups) {

    /** Lives both worlds, and checks every identity between them. */
    static CounterfactualRun of(CounterfactualPlan plan, long seed) {
        World base = new World(plan, seed);
        World alternative = new World(plan, seed);
        base.live(base.first, plan.fromDay() - 1);
        alternative.live(alternative.first, plan.fromDay() - 1);
        Identity.require(
                "the state of both worlds before the change", base.env.stateHash(), alternative.env.stateHash());
        base.live(base.first, plan.days());
        alternative.live(alternative.second, plan.days());
        CounterfactualRun run = new CounterfactualRun(
                seed,
                List.copyOf(base.log.months()),
                List.copyOf(base.log.cells()),
                List.copyOf(alternative.log.cells()),
                List.copyOf(base.log.lines()),
                List.copyOf(alternative.log.lines()),
                LoanGroups.match(base.log.lives(), alternative.log.lives()));
        run.check(plan);
        return run;
    }

    /** One world, its log, and both policies: they see all that is published, whichever of them decides. */
    private static final class World {
        private final LoanEnv env;
        private final WorldLog log;
        private final Policy first;
        private final Policy second;

        World(CounterfactualPlan plan, long seed) {
            env = new LoanEnv(plan.config()).recordHistory(false);
            StepInfo opening = env.reset(seed).info();
            log = new WorldLog(env, plan.fromDay());
            env.watch(log);
            first = plan.base().make();
            second = isSame(plan) ? first : plan.alternative().make();
            first.reset(seed);
            if (second != first) {
                second.reset(seed);
            }
            inform(opening);
        }

        private static boolean isSame(CounterfactualPlan plan) {
            return plan.alternative().name().equals(plan.base().name());
        }

        private void inform(StepInfo info) {
            first.inform(info);
            if (second != first) {
                second.inform(info);
            }
        }

        void live(Policy policy, int lastDay) {
            float[] action = new float[3];
            while (log.days() < lastDay) {
                policy.act(env.observation(), action);
                StepResult step = env.step(action);
                inform(step.info());
                if (step.terminated()) {
                    throw new IllegalStateException("both lenders must live to the end, but under the "
                            + (policy == first ? "base" : "alternative") + " policy the one of seed " + env.seed()
                            + " failed on day " + log.days()
                            + ".\nMaybe compare fewer days, or another economy.");
                }
                if (step.truncated()) {
                    log.finish();
                }
            }
        }
    }

    private void check(CounterfactualPlan plan) {
        YearMonth change = YearMonth.from(plan.config().episode().startDate().plusDays(plan.fromDay()));
        for (int m = 0; m < months.size(); m++) {
            if (months.get(m).isBefore(change) && !difference(m).isZero()) {
                throw new IllegalStateException(
                        "nothing may differ before the change, but it does in " + months.get(m));
            }
        }
        Cells difference = difference();
        for (int k = 0; k < Product.COUNT; k++) {
            for (ScoreBand band : ScoreBand.values()) {
                matched(difference, Measure.INTEREST, GroupFigure.INTEREST, k, band);
                matched(difference, Measure.CHARGE_OFFS, GroupFigure.CHARGE_OFFS, k, band);
                matched(difference, Measure.BALANCE, GroupFigure.BALANCE, k, band);
                matched(difference, Measure.PAID_OUT, GroupFigure.PAID_OUT, k, band);
            }
            long interest = lineDifference()[ProfitLine.INTEREST_CONSUMER.ordinal() + k];
            Identity.require("interest of bands = line of profit", difference.product(Measure.INTEREST, k), interest);
        }
    }

    private void matched(Cells difference, Measure measure, GroupFigure figure, int product, ScoreBand band) {
        Identity.require(
                "the difference of matched loans in " + measure.key(),
                groups.cell(figure, product, band),
                difference.get(measure, product, band));
    }

    /** Returns the difference of one month. */
    public Cells difference(int month) {
        return alternative.get(month).minus(base.get(month));
    }

    /** Returns the base's cells over all months. */
    public Cells baseCells() {
        return Cells.period(base);
    }

    /** Returns the alternative's cells over all months. */
    public Cells alternativeCells() {
        return Cells.period(alternative);
    }

    /** Returns the difference over all months. */
    public Cells difference() {
        return alternativeCells().minus(baseCells());
    }

    /** Returns the differences of the lines of profit of one month. */
    public long[] lineDifference(int month) {
        long[] difference = new long[ProfitLine.COUNT];
        Arrays.setAll(
                difference,
                line -> alternativeLines.get(month)[line] - baseLines.get(month)[line]);
        return difference;
    }

    /** Returns the differences of the lines of profit over all months. */
    public long[] lineDifference() {
        long[] difference = new long[ProfitLine.COUNT];
        for (int month = 0; month < months.size(); month++) {
            long[] ofMonth = lineDifference(month);
            Arrays.setAll(difference, line -> difference[line] + ofMonth[line]);
        }
        return difference;
    }

    /** Returns a line of profit of the base over all months. */
    public long baseLine(ProfitLine line) {
        return baseLines.stream().mapToLong(month -> month[line.ordinal()]).sum();
    }

    /** Returns a line of profit of the alternative over all months. */
    public long alternativeLine(ProfitLine line) {
        return alternativeLines.stream()
                .mapToLong(month -> month[line.ordinal()])
                .sum();
    }

    /** Returns net income of the base, the exact sum of its lines. */
    public long baseProfit() {
        return baseLines.stream().flatMapToLong(Arrays::stream).sum();
    }

    /** Returns the difference of net income, the exact sum of the lines'. */
    public long profitDifference() {
        return Arrays.stream(lineDifference()).sum();
    }
}
