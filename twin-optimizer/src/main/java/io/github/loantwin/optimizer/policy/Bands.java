package io.github.loantwin.optimizer.policy;

import java.util.List;

/**
 * New lending of the base policy cut into bands of the credit-policy action: who would still pass, product by product.
 *
 * <p>Band j holds the applicants whose score is from cutoff (1 + edge j) to cutoff (1 + edge j + 1); the last band, the core,
 * passes whatever the action.
 */
final class Bands {
    private static final double[] EDGES = {-0.02, 0, 0.02, 0.04, 0.06, 0.08};
    static final int COUNT = EDGES.length;
    static final int CORE = COUNT - 1;

    private final double[][] volume;
    private final double[][] risk;

    Bands(List<DeskProduct> products) {
        volume = new double[products.size()][COUNT];
        risk = new double[products.size()][COUNT];
        for (int k = 0; k < volume.length; k++) {
            DeskProduct product = products.get(k);
            for (int j = 0; j < COUNT; j++) {
                double low = product.cutoff() * (1 + EDGES[j]);
                double high = j == CORE ? 2000 : product.cutoff() * (1 + EDGES[j + 1]);
                volume[k][j] = product.plannedVolume() * product.share(low, high);
                risk[k][j] = product.relativeRisk(low, high);
            }
        }
    }

    /** Returns the yearly volume of a band, share of the book of day 0. */
    double volume(int product, int band) {
        return volume[product][band];
    }

    /** Returns the expected loss of a band over the product's mean. */
    double risk(int product, int band) {
        return risk[product][band];
    }

    /** Returns the first action at which a band is declined. */
    static double edge(int band) {
        return EDGES[band];
    }

    static double width(int band) {
        return EDGES[band + 1] - EDGES[band];
    }
}
