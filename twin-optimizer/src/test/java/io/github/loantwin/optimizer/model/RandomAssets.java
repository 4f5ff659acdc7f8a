package io.github.loantwin.optimizer.model;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Assets with a random covariance of full rank, for tests. */
final class RandomAssets {
    private RandomAssets() {}

    static Assets of(long seed, int n) {
        Random random = new Random(seed);
        double[][] factors = new double[n + 3][n];
        double[][] covariance = new double[n][n];
        double[] returns = new double[n];
        for (double[] row : factors) {
            for (int j = 0; j < n; j++) {
                row[j] = 0.1 * random.nextGaussian();
            }
        }
        for (int i = 0; i < n; i++) {
            returns[i] = 0.02 + 0.1 * random.nextDouble();
            for (int j = 0; j < n; j++) {
                for (double[] row : factors) {
                    covariance[i][j] += row[i] * row[j];
                }
            }
        }
        List<String> names = IntStream.range(0, n).mapToObj(i -> "asset " + i).toList();
        return new Assets(names, returns, covariance);
    }
}
