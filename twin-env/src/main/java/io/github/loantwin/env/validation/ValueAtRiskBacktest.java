package io.github.loantwin.env.validation;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import io.github.loantwin.env.sim.LoanMark;
import io.github.loantwin.env.sim.MarkReview;
import io.github.loantwin.env.sim.Model;
import io.github.loantwin.env.sim.Simulator;
import io.github.loantwin.env.validation.Checks.Figure;
import java.util.List;
import java.util.stream.LongStream;

/** Exceedances of value at risk in independent worlds of the default economy. */
final class ValueAtRiskBacktest implements ValidationGroup {
    private static final int WORLDS = 250;
    private static final double ALLOWED = 3.841;

    @Override
    public String name() {
        return "var-backtest";
    }

    @Override
    public String title() {
        return "Value at risk against the losses of two years in 250 independent worlds";
    }

    @Override
    public void run(Checks checks) {
        Model model = TwinConfig.defaults().with("episode.simulationDays", 730).model();
        List<double[]> years = LongStream.range(0, WORLDS)
                .parallel()
                .mapToObj(seed -> world(model, 20_000 + seed))
                .toList();
        boolean[][] pairs = new boolean[WORLDS][2];
        int exceedances = 0;
        double ratio = 0;
        for (int i = 0; i < WORLDS; i++) {
            double[] world = years.get(i);
            pairs[i][0] = world[1] > world[0];
            pairs[i][1] = world[3] > world[2];
            exceedances += pairs[i][0] ? 1 : 0;
            ratio += world[1] / world[0] / WORLDS;
        }
        checks.within(
                new Figure(
                        "exceedances",
                        "worlds whose first year loses more than VaR95, of 250",
                        "Kupiec (1995), credit-model D2"),
                7,
                19,
                exceedances,
                Shown.number(0));
        checks.atMost(
                new Figure("kupiec", "Kupiec likelihood ratio, first years", "Kupiec (1995), chi-squared 95 %"),
                ALLOWED,
                Backtest.kupiec(exceedances, WORLDS, 0.05),
                Shown.number(2));
        checks.atMost(
                new Figure(
                        "christoffersen",
                        "Christoffersen likelihood ratio of independence, first against second year",
                        "Christoffersen (1998), chi-squared 95 %"),
                ALLOWED,
                Backtest.christoffersen(pairs),
                Shown.number(2));
        checks.stated(
                new Figure("mean-loss", "mean loss of the first year over VaR95", ""),
                "",
                Double.NaN,
                ratio,
                Shown.number(2));
    }

    /** Value at risk and loss of two years: exposure x severity, as marked before, of what is or comes to 90 days late. */
    private static double[] world(Model model, long seed) {
        Simulator lender = new Simulator(model);
        lender.reset(Draws.derive(seed, Stream.EPISODE, 0, 0));
        double[] world = new double[4];
        for (int year = 0; year < 2; year++) {
            MarkReview review = new MarkReview(lender);
            List<LoanMark> marks = review.marks();
            world[2 * year] = lender.valueAtRisk95() * review.carried().exposure();
            DefaultWatch watch = new DefaultWatch();
            lender.watch(watch);
            for (int day = 0; day < 365; day++) {
                lender.runDay(0, 0, 0);
            }
            for (LoanMark mark : marks) {
                boolean lost = mark.state() == 3 || watch.hasDefaulted(mark.id());
                world[2 * year + 1] += lost ? mark.ead() * mark.lgd() : 0;
            }
        }
        return world;
    }
}
