package io.github.loantwin.optimizer.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Equally likely scenarios of returns: a list, a CSV file, or draws from a normal law. Exactly one of the three.
 *
 * @param rows returns, scenarios x assets
 * @param file a CSV file: a line of asset names, then one scenario per line
 * @param normal draws
 */
public record ReturnScenarios(double[][] rows, Optional<String> file, Optional<Normal> normal) {
    /**
     * Draws from a multivariate normal law.
     *
     * @param returns expected returns
     * @param deviations standard deviations
     * @param correlations correlation matrix
     * @param count number of scenarios, in [1, 2000000]
     * @param seed the same seed gives the same scenarios
     */
    public record Normal(double[] returns, double[] deviations, double[][] correlations, int count, long seed) {
        /** Checks the ranges. */
        public Normal {
            Require.given("scenarios.normal.returns", returns);
            Require.given("scenarios.normal.deviations", deviations);
            Require.given("scenarios.normal.correlations", correlations);
            Require.that(count > 0 && count <= 2_000_000, "scenarios.normal.count must be in [1, 2000000]", count);
        }
    }

    /** Checks that one source is given. */
    public ReturnScenarios {
        rows = rows == null ? new double[0][] : rows;
        file = file == null ? Optional.empty() : file;
        normal = normal == null ? Optional.empty() : normal;
        int given = (rows.length > 0 ? 1 : 0) + (file.isPresent() ? 1 : 0) + (normal.isPresent() ? 1 : 0);
        Require.that(given == 1, "scenarios must have exactly one of rows, file and normal", given);
    }

    /** Returns the losses, minus the returns, scenarios x assets. */
    public double[][] losses(List<String> assets) {
        double[][] returns = normal.map(law -> drawn(law, assets))
                .orElseGet(() -> file.map(name -> read(name, assets)).orElse(rows));
        double[][] losses = new double[returns.length][assets.size()];
        for (int i = 0; i < losses.length; i++) {
            Require.that(
                    returns[i].length == assets.size(),
                    "scenario " + (i + 1) + " must have " + assets.size() + " returns, one per asset",
                    returns[i].length);
            for (int j = 0; j < assets.size(); j++) {
                Require.that(
                        Double.isFinite(returns[i][j]),
                        "return of " + assets.get(j) + " in scenario " + (i + 1) + " must be a finite number",
                        returns[i][j]);
                losses[i][j] = -returns[i][j];
            }
        }
        return losses;
    }

    private static double[][] drawn(Normal law, List<String> assets) {
        int n = assets.size();
        Require.that(
                law.returns().length == n,
                "scenarios.normal.returns must have " + n + " elements",
                law.returns().length);
        Require.that(
                law.deviations().length == n,
                "scenarios.normal.deviations must have " + n + " elements",
                law.deviations().length);
        double[][] root = Covariance.root(Correlations.covariance(assets, law.deviations(), law.correlations()));
        SplittableRandom random = new SplittableRandom(law.seed());
        double[][] returns = new double[law.count()][];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = law.returns().clone();
            for (double[] factor : root) {
                double shock = io.github.loantwin.optimizer.model.Normal.quantile(random.nextDouble(1e-16, 1));
                for (int j = 0; j < n; j++) {
                    returns[i][j] += shock * factor[j];
                }
            }
        }
        return returns;
    }

    private static double[][] read(String name, List<String> assets) {
        Path path = Path.of(name);
        Require.that(Files.isRegularFile(path), "scenarios.file must be a file", "'" + name + "'");
        try {
            return parse(Files.readAllLines(path), path.getFileName().toString(), assets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[][] parse(List<String> lines, String where, List<String> assets) {
        Require.that(
                lines.size() > 1,
                where + " must have a line of names and at least one scenario",
                lines.size() + " lines");
        List<String> heading = cells(lines.get(0));
        int[] column = new int[assets.size()];
        for (int j = 0; j < column.length; j++) {
            column[j] = heading.indexOf(assets.get(j));
            Require.that(column[j] >= 0, where + " must have a column " + assets.get(j), heading);
        }
        List<String> body = lines.subList(1, lines.size()).stream()
                .filter(line -> !line.isBlank())
                .toList();
        double[][] returns = new double[body.size()][column.length];
        for (int i = 0; i < returns.length; i++) {
            List<String> cells = cells(body.get(i));
            Require.that(
                    cells.size() == heading.size(),
                    where + ", line " + (i + 2) + ", must have " + heading.size() + " cells",
                    cells.size());
            for (int j = 0; j < column.length; j++) {
                returns[i][j] = number(cells.get(column[j]), where + ", line " + (i + 2) + ", " + assets.get(j));
            }
        }
        return returns;
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split(",", -1)).map(String::strip).toList();
    }

    private static double number(String text, String where) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(where + " must be a number, got '" + text + "'.", e);
        }
    }
}
