package io.github.loantwin.optimizer.policy;

import io.github.loantwin.optimizer.solver.ConeProgram;
import java.util.Arrays;

/**
 * The desk's plan for the coming year as a convex program, before a controller adds its view of risk.
 *
 * <pre>
 *   variables   n_kj   new lending to product k, band j, a year, share of today's book          j = 0 .. core
 *               t_s, t_u   factors on the reach of secured and unsecured products
 *               q+, q-     loans traded towards secured and towards unsecured, share of the book
 *   maximise    sum life_k(H) (margin_kj - hurdle) n_kj + (H gain - 2 bidOffer) q
 *   subject to  0 <= n_kj <= t_g(k) V_kj   (core: =),     t_s V_s + t_u V_u = V,     e^(10 least) <= t_s / t_u <= e^(10 most)
 *               floor V <= sum n <= ceiling V
 *               sum w_k x_k <= max(equity / target, (1 - glide) density)
 *               x_k <= max(limit, (1 - glide) share_k) sum x
 *   where       x_k = (1 - 1 / life_k) share_k + sum_j n_kj + what is traded of k,     life_k(H) = life (1 - e^(-H / life))
 * </pre>
 *
 * <p>The last variable is fixed to 1, so that losses of today's book have a place in scenario rows.
 */
final class LendingProgram {
    private final Desk desk;
    private final ControllerSettings settings;
    private final Bands bands;
    private final Situation now;
    private final int products;
    private final double planned;
    private final double plannedSecured;

    LendingProgram(Desk desk, ControllerSettings settings, Bands bands, Situation now) {
        this.desk = desk;
        this.settings = settings;
        this.bands = bands;
        this.now = now;
        this.products = desk.products().size();
        double all = 0;
        double secured = 0;
        for (DeskProduct product : desk.products()) {
            all += product.plannedVolume() * now.volumeScale();
            secured += product.secured() ? product.plannedVolume() * now.volumeScale() : 0;
        }
        planned = all;
        plannedSecured = secured;
    }

    Situation now() {
        return now;
    }

    int lending(int product, int band) {
        return product * Bands.COUNT + band;
    }

    int tilt(boolean secured) {
        return products * Bands.COUNT + (secured ? 0 : 1);
    }

    int trade(boolean towardsSecured) {
        return products * Bands.COUNT + (towardsSecured ? 2 : 3);
    }

    int one() {
        return products * Bands.COUNT + 4;
    }

    int variables() {
        return products * Bands.COUNT + 5;
    }

    DeskProduct product(int k) {
        return desk.products().get(k);
    }

    double volume(int k, int band) {
        return bands.volume(k, band) * now.volumeScale();
    }

    double risk(int k, int band) {
        return bands.risk(k, band);
    }

    /** Returns the years of the horizon that a new unit is on the books. */
    double yearsCounted(int k) {
        double life = product(k).lifeYears();
        return life * (1 - StrictMath.exp(-desk.horizonYears() / life));
    }

    double margin(int k, int band) {
        return now.margin(product(k), k, risk(k, band));
    }

    /** Returns objective and constraints without risk, with more variables behind {@link #variables}. */
    ConeProgram.Builder builder(int more) {
        ConeProgram.Builder builder = ConeProgram.builder(variables() + more);
        builder.equal(new int[] {one()}, new double[] {1}, 1);
        returns(builder);
        reach(builder);
        volumes(builder);
        trades(builder);
        capital(builder);
        concentration(builder);
        return builder;
    }

    private void returns(ConeProgram.Builder builder) {
        for (int k = 0; k < products; k++) {
            for (int j = 0; j < Bands.COUNT; j++) {
                builder.linear(lending(k, j), -yearsCounted(k) * (margin(k, j) - settings.hurdle()));
            }
        }
        double gain = desk.horizonYears() * (bookMargin(true) - bookMargin(false));
        double cost = 2 * (now.crunch() > 2 ? desk.bidOfferCrisis() : desk.bidOffer());
        builder.linear(trade(true), cost - gain).linear(trade(false), cost + gain);
    }

    /** Mean margin of a group's book, by today's expected loss. */
    private double bookMargin(boolean secured) {
        double sum = 0;
        double share = 0;
        for (int k = 0; k < products; k++) {
            if (product(k).secured() == secured) {
                double excess = product(k).levelLoss() * (now.losses() - 1);
                sum += now.book()[k] * (product(k).margin() - excess);
                share += now.book()[k];
            }
        }
        return share == 0 ? 0 : sum / share;
    }

    private void reach(ConeProgram.Builder builder) {
        double most = StrictMath.exp(10 * Math.min(settings.mostTilt(), Actions.TRADES_FROM));
        double least = StrictMath.exp(10 * Math.max(settings.leastTilt(), -Actions.TRADES_FROM));
        int s = tilt(true);
        int u = tilt(false);
        builder.equal(new int[] {s, u}, new double[] {plannedSecured, planned - plannedSecured}, planned);
        builder.atMost(new int[] {s, u}, new double[] {1, -most}, 0);
        builder.atMost(new int[] {s, u}, new double[] {-1, least}, 0);
        for (int k = 0; k < products; k++) {
            int t = tilt(product(k).secured());
            for (int j = 0; j < Bands.COUNT; j++) {
                int n = lending(k, j);
                if (j == Bands.CORE) {
                    builder.equal(new int[] {n, t}, new double[] {1, -volume(k, j)}, 0);
                } else if (allowed(j) == 0) {
                    builder.equal(new int[] {n}, new double[] {1}, 0);
                } else {
                    builder.lower(n, 0).atMost(new int[] {n, t}, new double[] {1, -allowed(j) * volume(k, j)}, 0);
                }
            }
        }
    }

    /** Returns the part of a band that may be lent to without being looser than allowed. */
    private double allowed(int band) {
        double above = Bands.edge(band) + Bands.width(band) - settings.loosest();
        return Math.max(0, Math.min(1, above / Bands.width(band)));
    }

    private void volumes(ConeProgram.Builder builder) {
        double[] all = new double[products * Bands.COUNT];
        Arrays.fill(all, 1);
        double[] negative = new double[all.length];
        Arrays.fill(negative, -1);
        builder.atMost(all, settings.volumeCeiling() * planned);
        builder.atMost(negative, -settings.volumeFloor() * planned);
    }

    private void trades(ConeProgram.Builder builder) {
        for (boolean towardsSecured : new boolean[] {true, false}) {
            double furthest = towardsSecured ? settings.mostTilt() : -settings.leastTilt();
            double reach = Math.max(0, furthest - Actions.TRADES_FROM) / Actions.TRADES_FROM;
            builder.lower(trade(towardsSecured), 0).upper(trade(towardsSecured), reach * tradable(towardsSecured));
        }
    }

    /** Returns what can be traded a year: a part of the group that is sold. */
    double tradable(boolean towardsSecured) {
        double sold = 0;
        for (int k = 0; k < products; k++) {
            sold += product(k).secured() == towardsSecured ? 0 : now.book()[k];
        }
        return desk.tradePerYear() * sold;
    }

    private void capital(ConeProgram.Builder builder) {
        double[] weighted = new double[variables()];
        for (int k = 0; k < products; k++) {
            addBalance(weighted, k, product(k).riskWeight());
        }
        double limit = Math.max(now.equity() / desk.capitalTarget(), (1 - desk.glideStep()) * now.density());
        builder.atMost(weighted, limit);
    }

    private void concentration(ConeProgram.Builder builder) {
        for (int k = 0; k < products; k++) {
            double[] row = new double[variables()];
            double limit = Math.max(desk.concentrationLimit(), (1 - desk.glideStep()) * now.book()[k]);
            addBalance(row, k, 1);
            for (int other = 0; other < products; other++) {
                addBalance(row, other, -limit);
            }
            builder.atMost(row, 0);
        }
    }

    /** Adds a product's balance in a year, times a factor, to a row. */
    private void addBalance(double[] row, int k, double factor) {
        row[one()] += factor * (1 - 1 / product(k).lifeYears()) * now.book()[k];
        for (int j = 0; j < Bands.COUNT; j++) {
            row[lending(k, j)] += factor;
        }
        addTrades(row, k, factor);
    }

    private void addTrades(double[] row, int k, double factor) {
        boolean secured = product(k).secured();
        double group = 0;
        for (int other = 0; other < products; other++) {
            group += product(other).secured() == secured ? now.book()[other] : 0;
        }
        double part = group == 0 ? 0 : factor * now.book()[k] / group;
        row[trade(secured)] += part;
        row[trade(!secured)] -= part;
    }

    /** Returns the loss of a year's scenario as a row over the variables: balances in a year, new lending by its own risk. */
    double[] lossRow(double[] lossByProduct) {
        double[] row = new double[variables()];
        double worse = now.newLosses() / now.losses();
        for (int k = 0; k < products; k++) {
            row[one()] += lossByProduct[k] * (1 - 1 / product(k).lifeYears()) * now.book()[k];
            for (int j = 0; j < Bands.COUNT; j++) {
                row[lending(k, j)] += lossByProduct[k] * risk(k, j) * worse;
            }
            addTrades(row, k, lossByProduct[k]);
        }
        return row;
    }

    double capitalTarget() {
        return desk.capitalTarget();
    }
}
