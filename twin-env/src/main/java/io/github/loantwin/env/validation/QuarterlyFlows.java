package io.github.loantwin.env.validation;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.ledger.LoanFlow;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import io.github.loantwin.env.sim.BookReview;
import io.github.loantwin.env.sim.Model;
import io.github.loantwin.env.sim.Simulator;

/**
 * What one lender under base policy lost in each quarter of an economy, by product; arrays are [quarter][product], money in
 * fixed-point units.
 *
 * @param averageBalance mean over the days of the quarter of unpaid principal
 * @param averageLate the same of principal 30 and more days past due
 * @param newDefaults principal that entered 90 days past due
 * @param booked charge-offs less recoveries, as booked
 * @param ultimate charge-offs less all recoveries that they will bring, as published loss rates count: the loss given
 *     default is taken when the loan fails
 */
record QuarterlyFlows(
        double[][] averageBalance,
        double[][] averageLate,
        double[][] newDefaults,
        double[][] booked,
        double[][] ultimate) {

    private QuarterlyFlows(int quarters) {
        this(
                new double[quarters][Product.COUNT],
                new double[quarters][Product.COUNT],
                new double[quarters][Product.COUNT],
                new double[quarters][Product.COUNT],
                new double[quarters][Product.COUNT]);
    }

    /** Runs the world of a seed, the same as an environment's, for some quarters from day 1. */
    static QuarterlyFlows run(Model model, long seed, int quarters) {
        Simulator simulator = new Simulator(model);
        simulator.reset(Draws.derive(seed, Stream.EPISODE, 0, 0));
        BookReview review = new BookReview(simulator);
        QuarterlyFlows flows = new QuarterlyFlows(quarters);
        int first = model.calendar().monthIndex(1);
        for (int quarter = 0; quarter < quarters; quarter++) {
            int day = model.calendar().firstDayOfMonth(first + 3 * quarter);
            int end = model.calendar().firstDayOfMonth(first + 3 * quarter + 3);
            double[] outstanding = outstanding(review);
            for (int d = day; d < end; d++) {
                simulator.runDay(0, 0, 0);
                flows.add(quarter, simulator, 1.0 / (end - day));
            }
            double[] later = outstanding(review);
            for (int k = 0; k < Product.COUNT; k++) {
                flows.ultimate[quarter][k] = flows.booked[quarter][k] - (later[k] - outstanding[k]);
            }
        }
        return flows;
    }

    /** Returns a lender of a size that follows a scenario for some quarters; day 1 is the first of a quarter. */
    static TwinConfig lender(String scenario, int loans, int quarters) {
        return TwinConfig.defaults()
                .withScenario(scenario)
                .with(java.util.Map.of(
                        "macro.beyondEnd",
                        "hold",
                        "episode.initialLoans",
                        loans,
                        "episode.maxPortfolioSize",
                        4 * loans,
                        "episode.simulationDays",
                        93 * quarters));
    }

    private void add(int quarter, Simulator simulator, double weight) {
        for (int k = 0; k < Product.COUNT; k++) {
            averageBalance[quarter][k] += weight * simulator.balance(k);
            averageLate[quarter][k] += weight * simulator.delinquent(k);
            newDefaults[quarter][k] += simulator.ledger().flow(LoanFlow.NEWLY_DEFAULTED, k);
            booked[quarter][k] += simulator.ledger().flow(LoanFlow.CHARGED_OFF, k)
                    - simulator.ledger().flow(LoanFlow.RECOVERED, k);
        }
    }

    private static double[] outstanding(BookReview review) {
        double[] outstanding = new double[Product.COUNT];
        for (int k = 0; k < Product.COUNT; k++) {
            outstanding[k] = review.expectedRecoveries(k);
        }
        return outstanding;
    }
}
