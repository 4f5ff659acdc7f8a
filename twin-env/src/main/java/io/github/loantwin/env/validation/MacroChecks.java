package io.github.loantwin.env.validation;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.macro.Economy;
import io.github.loantwin.env.macro.MacroConfig;
import io.github.loantwin.env.macro.MacroSeries;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import io.github.loantwin.env.sim.Simulator;
import io.github.loantwin.env.validation.Checks.Figure;
import io.github.loantwin.env.validation.Checks.Tolerance;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The economy: moments of the fitted model from its own matrices, regimes, and the simulated law on day 0. */
final class MacroChecks implements ValidationGroup {
    private static final String SOURCE = "credit-model C3.1, fit to the Fed's table";
    private static final String[] VARIABLES = {
        "3-month rate", "unemployment", "GDP growth", "inflation", "house price growth", "ln spread", "ln volatility"
    };
    private static final int N = VARIABLES.length;
    private static final int SEEDS = 4000;
    /** Bounds are five standard errors, so a false alarm has a chance below 6e-7 a figure. */
    private static final double Z = 5;

    private final Optional<Path> data;
    private final JsonNode model;

    MacroChecks(Optional<Path> data) {
        this.data = data;
        try (InputStream in =
                MacroChecks.class.getResourceAsStream("/loantwin/configs/macro/models/us-1990-2025.yaml")) {
            model = new YAMLMapper().readTree(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "macro";
    }

    @Override
    public String title() {
        return "The economy: moments of the VAR(1), regimes, and what is simulated on day 0";
    }

    @Override
    public void run(Checks checks) {
        RealMatrix quarterly = matrix(model.at("/quarterly/transition"));
        RealMatrix shocks = matrix(model.at("/quarterly/shockCovariance"));
        moments(checks, quarterly, shocks);
        monthly(checks, quarterly);
        regimes(checks);
        simulated(checks);
        referenceFile(checks, quarterly);
    }

    private void moments(Checks checks, RealMatrix a, RealMatrix s) {
        RealMatrix left = MatrixUtils.createRealIdentityMatrix(N).subtract(a);
        double[] mean = new LUDecomposition(left)
                .getSolver()
                .solve(new ArrayRealVector(vector(model.at("/quarterly/intercept"))))
                .toArray();
        RealMatrix g = stationary(a, s);
        double[] sd = new double[N];
        for (int i = 0; i < N; i++) {
            sd[i] = Math.sqrt(g.getEntry(i, i));
        }
        Tolerance rounding = new Tolerance(0.0055, 0, "+-0.0055, the printed digits");
        checks.many(
                new Figure("mean", "stationary means of the seven variables", SOURCE),
                VARIABLES,
                new double[] {2.28, 5.51, 2.29, 2.49, 3.31, StrictMath.log(1.66), StrictMath.log(24.9)},
                mean,
                rounding,
                Shown.number(4));
        checks.many(
                new Figure("sd", "stationary standard deviations", SOURCE),
                VARIABLES,
                new double[] {1.92, 1.59, 2.35, 2.13, 6.84, .38, .36},
                sd,
                rounding,
                Shown.number(4));
        double[] moduli =
                Arrays.stream(complex(a)).mapToDouble(Complex::abs).sorted().toArray();
        checks.many(
                new Figure("eigenvalues", "moduli of the eigenvalues, all below 1", SOURCE),
                new String[] {"smallest", "2", "3", "4", "5", "6", "largest"},
                new double[] {.066, .402, .553, .840, .929, .929, .943},
                moduli,
                new Tolerance(0.00055, 0, "+-0.00055, the printed digits"),
                Shown.number(4));
    }

    private static Complex[] complex(RealMatrix a) {
        EigenDecomposition eigen = new EigenDecomposition(a);
        Complex[] values = new Complex[N];
        for (int i = 0; i < N; i++) {
            values[i] = new Complex(eigen.getRealEigenvalue(i), eigen.getImagEigenvalue(i));
        }
        return values;
    }

    private void monthly(Checks checks, RealMatrix quarterly) {
        RealMatrix month = matrix(model.at("/monthly/transition"));
        checks.atMost(
                new Figure(
                        "compounding",
                        "three monthly steps against one quarterly: largest gap of the matrix",
                        "identity"),
                1e-12,
                month.power(3).subtract(quarterly).getNorm(),
                new Shown(1, 15, ""));
        double[] share = vector(model.at("/monthly/regimeShare"));
        double[][] mean = rows(model.at("/monthly/regimeMean"));
        double[] overall = new double[N];
        for (int r = 0; r < share.length; r++) {
            for (int i = 0; i < N; i++) {
                overall[i] += share[r] * mean[r][i];
            }
        }
        checks.many(
                new Figure("regime-mean", "means of the regimes, weighted, are those of the fit", SOURCE),
                VARIABLES,
                new double[] {2.284, 5.5119, 2.2947, 2.491, 3.3108, 0.5039, 3.2164},
                overall,
                new Tolerance(1e-3, 0, "+-0.001"),
                Shown.number(4));
    }

    private void regimes(Checks checks) {
        double[][] p = rows(model.at("/regimes/transition"));
        checks.all(
                new Figure(
                        "durations",
                        "mean stay in expansion, recession, crisis, months",
                        "credit-model C3.2, NBER dates 1945-2020"),
                new double[] {1 / .0157, 1 / .11, 1 / .12},
                new double[] {1 / (1 - p[0][0]), 1 / (1 - p[1][1]), 1 / (1 - p[2][2])},
                0.1,
                Shown.number(1));
        double[][] published = {
            {2.75, Double.NaN, 3.27, 2.77, 5.05, 1.49, 24.6},
            {3.46, Double.NaN, 0.38, 3.83, -1.60, 2.19, 33.6},
            {0.57, Double.NaN, -4, -0.9, -7.0, 4.00, 61.1}
        };
        double[][] mean = rows(model.at("/monthly/regimeMean"));
        String[] names = {"expansion", "recession", "crisis"};
        for (int r = 0; r < names.length; r++) {
            double[] got = mean[r].clone();
            got[5] = StrictMath.exp(got[5]);
            got[6] = StrictMath.exp(got[6]);
            for (int i : new int[] {2, 4, 5, 6}) {
                checks.stated(
                        new Figure(
                                names[r] + "-" + i,
                                names[r] + ": mean " + VARIABLES[i].replace("ln ", "")
                                        + " (a share of the distance, macro.md)",
                                "credit-model C3.2, 1990-2025"),
                        Shown.number(2).of(published[r][i]),
                        published[r][i],
                        got[i],
                        Shown.number(2));
            }
        }
    }

    /** The economy of day 0 over many seeds: the means must be those of the model, within sampling error. */
    private void simulated(Checks checks) {
        Simulator holder = new Simulator(TwinConfig.defaults().model());
        Economy economy = holder.economy();
        double[] sum = new double[4];
        double[] squares = new double[4];
        double[] shares = new double[3];
        for (int seed = 0; seed < SEEDS; seed++) {
            economy.reset(Draws.derive(seed, Stream.EPISODE, 0, 0), MacroConfig.StartRegime.STATIONARY);
            double[] now = {
                economy.unemployment(),
                economy.gdpGrowth4q(),
                economy.hpiGrowth4q(0),
                StrictMath.log(100 * economy.history(MacroSeries.BBB_SPREAD, 1))
            };
            for (int i = 0; i < now.length; i++) {
                sum[i] += now[i] / SEEDS;
                squares[i] += now[i] * now[i] / SEEDS;
            }
            shares[economy.regime()] += 1.0 / SEEDS;
        }
        double[] p = vector(model.at("/monthly/regimeShare"));
        for (int r = 0; r < 3; r++) {
            checks.near(
                    new Figure(
                            "share-" + r,
                            "share of day 0 in " + new String[] {"expansion", "recession", "crisis"}[r],
                            "stationary law of the regimes"),
                    p[r],
                    shares[r],
                    Z * Math.sqrt(p[r] * (1 - p[r]) / SEEDS),
                    Shown.percent(2));
        }
        String[] names = {
            "unemployment",
            "GDP growth over four quarters",
            "house price growth over four quarters",
            "ln of the spread in points"
        };
        double[] published = {0.0551, 0.0229, 0.0331, 0.5039};
        for (int i = 0; i < names.length; i++) {
            double sd = Math.sqrt(squares[i] - sum[i] * sum[i]);
            double error = sd / Math.sqrt(SEEDS);
            Shown shown = i == 3 ? Shown.number(3) : Shown.percent(2);
            // unemployment's soft floor lifts its mean; growth over four quarters compounds, the model's rates do not
            double rest = i == 0 ? 0.001 : 0.0005;
            checks.near(
                    new Figure(
                            "simulated-" + i,
                            "day 0, 4,000 seeds: mean " + names[i] + " (sd " + shown.of(sd) + "); five standard errors",
                            SOURCE),
                    published[i],
                    sum[i],
                    Z * error + rest,
                    shown);
        }
    }

    private void referenceFile(Checks checks, RealMatrix quarterly) {
        Figure figure = new Figure(
                "file", "quarterly coefficients equal the reference file's: largest gap", "reference VAR(1)");
        Optional<String> text = data.flatMap(folder -> DataFiles.lines(folder, "reference/macro_var1_quarterly.json"))
                .map(lines -> String.join("\n", lines));
        if (text.isEmpty()) {
            checks.skipped(figure, DataFiles.ABSENT);
            return;
        }
        JsonNode file = new JsonMapper().readTree(text.get());
        double gap = matrix(file.get("A")).subtract(quarterly).getNorm();
        gap = Math.max(
                gap,
                matrix(file.get("S"))
                        .subtract(matrix(model.at("/quarterly/shockCovariance")))
                        .getNorm());
        checks.atMost(figure, 1e-9, gap, new Shown(1, 12, ""));
    }

    /** Discrete Lyapunov equation by doubling: G = sum of A^k S A'^k. */
    private static RealMatrix stationary(RealMatrix a, RealMatrix s) {
        RealMatrix g = s.add(s.transpose()).scalarMultiply(0.5);
        RealMatrix power = a;
        for (int k = 0; k < 12; k++) {
            g = g.add(power.multiply(g).multiply(power.transpose()));
            power = power.multiply(power);
        }
        return g;
    }

    private static double[] vector(JsonNode node) {
        double[] values = new double[node.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = node.get(i).asDouble();
        }
        return values;
    }

    private static double[][] rows(JsonNode node) {
        double[][] rows = new double[node.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = vector(node.get(i));
        }
        return rows;
    }

    private static RealMatrix matrix(JsonNode node) {
        return MatrixUtils.createRealMatrix(rows(node));
    }
}
