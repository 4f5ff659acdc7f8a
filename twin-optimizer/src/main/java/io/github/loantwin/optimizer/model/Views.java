package io.github.loantwin.optimizer.model;

import java.util.List;
import java.util.Map;

/**
 * Views on returns, blended with what a reference portfolio implies; see {@link BlackLitterman}.
 *
 * @param reference shares of the reference portfolio, such as the market's or today's book
 * @param riskAversion under which the reference is optimal, above 0
 * @param tau uncertainty of the implied returns as a share of the covariance, above 0; 0.05 is usual
 * @param views what is believed
 */
public record Views(double[] reference, double riskAversion, double tau, List<View> views) {
    /**
     * One view: a portfolio is expected to earn so much.
     *
     * @param name what people call it
     * @param of weight of each asset in the portfolio that the view is about; {card: 1, auto: -1} is a spread
     * @param expected its expected return
     * @param deviation how unsure the view is: its standard error, at least 0
     */
    public record View(String name, Map<String, Double> of, double expected, double deviation) {
        /** Checks that something is said. */
        public View {
            Require.given("name of a view", name);
            of = Map.copyOf(Require.given("of (" + name + ")", of));
            Require.that(!of.isEmpty(), "of (" + name + ") must name at least one asset", of);
            Require.inRange("expected of " + name, expected, -10, 10);
            Require.inRange("deviation of " + name, deviation, 0, 10);
        }
    }

    /** Checks the ranges. */
    public Views {
        Require.given("blackLitterman.reference", reference);
        Require.positive("blackLitterman.riskAversion", riskAversion);
        Require.positive("blackLitterman.tau", tau);
        views = views == null ? List.of() : List.copyOf(views);
    }

    /** Returns the returns that the reference implies. */
    double[] implied(double[][] covariance) {
        return BlackLitterman.implied(covariance, reference, riskAversion);
    }

    /** Returns the blended returns of the named assets. */
    double[] blended(List<String> assets, double[][] covariance) {
        int k = views.size();
        double[][] portfolios = new double[k][assets.size()];
        double[] expected = new double[k];
        double[] variance = new double[k];
        for (int v = 0; v < k; v++) {
            View view = views.get(v);
            for (Map.Entry<String, Double> part : view.of().entrySet()) {
                int at = assets.indexOf(part.getKey());
                Require.that(
                        at >= 0, "view " + view.name() + " must name some of " + assets, "'" + part.getKey() + "'");
                portfolios[v][at] = part.getValue();
            }
            expected[v] = view.expected();
            variance[v] = view.deviation() * view.deviation();
        }
        return BlackLitterman.blended(implied(covariance), covariance, tau, portfolios, expected, variance);
    }
}
