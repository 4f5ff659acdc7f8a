package io.github.loantwin.optimizer.policy;

import io.github.loantwin.optimizer.model.Normal;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Scenarios of a year's loss rates by product: lognormal with one common factor, widened or narrowed so that the book's 95 %
 * quantile is the published value at risk.
 *
 * <pre>
 *   loss_k = EL_k exp(v_k Z_k - v_k^2 / 2),   Z_k = sqrt(g_k) Z + sqrt(1 - g_k) e_k,   then EL_k + c (loss_k - EL_k)
 * </pre>
 */
final class LossScenarios {
    private static final int COUNT = 150;
    private static final double LEVEL = 0.95;
    private static final double NARROWEST = 0.25;
    private static final double WIDEST = 4;

    private final Desk desk;
    private final double[][] shape;

    LossScenarios(Desk desk) {
        this.desk = desk;
        this.shape = shape(desk.products());
    }

    private static double[][] shape(List<DeskProduct> products) {
        SplittableRandom random = new SplittableRandom(1);
        double[][] rows = new double[COUNT][products.size()];
        for (int s = 0; s < COUNT; s++) {
            double common = Normal.quantile((s + 0.5) / COUNT);
            for (int k = 0; k < products.size(); k++) {
                DeskProduct product = products.get(k);
                double own = Normal.quantile(random.nextDouble(1e-12, 1));
                double z = Math.sqrt(product.commonShare()) * common + Math.sqrt(1 - product.commonShare()) * own;
                double v = product.lossVolatility();
                rows[s][k] = StrictMath.exp(v * z - v * v / 2);
            }
        }
        return rows;
    }

    /** Returns loss rates, scenarios x products. */
    double[][] of(Situation now) {
        double[][] losses = new double[COUNT][now.book().length];
        double[] ofBook = new double[COUNT];
        for (int s = 0; s < COUNT; s++) {
            for (int k = 0; k < losses[s].length; k++) {
                losses[s][k] = expected(now, k) * shape[s][k];
                ofBook[s] += now.book()[k] * losses[s][k];
            }
        }
        double width = width(now, ofBook);
        for (double[] row : losses) {
            for (int k = 0; k < row.length; k++) {
                row[k] = expected(now, k) + width * (row[k] - expected(now, k));
            }
        }
        return losses;
    }

    private double expected(Situation now, int product) {
        return desk.products().get(product).expectedLoss() * now.losses();
    }

    private double width(Situation now, double[] ofBook) {
        double expected = now.expectedLoss(desk);
        double[] sorted = ofBook.clone();
        Arrays.sort(sorted);
        double tail = sorted[(int) (LEVEL * COUNT)] - expected;
        double published = now.valueAtRisk95() - expected;
        return Math.max(NARROWEST, Math.min(WIDEST, published / tail));
    }
}
