package io.github.loantwin.optimizer.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.OptimizationData;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/** A library that the optimizer is measured beside, with its defaults. */
enum OtherSolver {
    /** ojAlgo: linear and quadratic programs. */
    OJALGO("ojalgo") {
        @Override
        boolean takes(BenchProgram program) {
            return program.variables() <= 600;
        }

        @Override
        Supplier<Optional<double[]>> model(BenchProgram program) {
            ExpressionsBasedModel model = ojAlgo(program);
            return () -> {
                Optimisation.Result result = model.minimise();
                return result.getState().isOptimal() ? Optional.of(result.toRawCopy1D()) : Optional.empty();
            };
        }
    },
    /** Commons Math: linear programs by a dense tableau. */
    COMMONS_MATH("commons_math") {
        @Override
        boolean takes(BenchProgram program) {
            return program.linear() && program.variables() <= 600;
        }

        @Override
        Supplier<Optional<double[]>> model(BenchProgram program) {
            OptimizationData[] data = commonsMath(program);
            return () -> {
                try {
                    return Optional.of(new SimplexSolver().optimize(data).getPoint());
                } catch (MathIllegalStateException failed) {
                    return Optional.empty();
                }
            };
        }
    };

    private static final int SECONDS = 20;
    private static final int MOST_PIVOTS = 100_000;

    private final String key;

    OtherSolver(String key) {
        this.key = key;
    }

    /** Returns its name in JSON. */
    String key() {
        return key;
    }

    /** Returns whether it solves problems of this kind, in seconds rather than minutes. */
    abstract boolean takes(BenchProgram program);

    /** Builds the library's own model; what is returned solves it, once, and gives a point if the library calls it optimal. */
    abstract Supplier<Optional<double[]>> model(BenchProgram program);

    private static ExpressionsBasedModel ojAlgo(BenchProgram program) {
        ExpressionsBasedModel model = new ExpressionsBasedModel();
        model.options.time_abort = TimeUnit.SECONDS.toMillis(SECONDS);
        for (int j = 0; j < program.variables(); j++) {
            Variable variable = model.newVariable("x" + j).weight(program.q()[j]);
            if (program.lower()[j] > Double.NEGATIVE_INFINITY) {
                variable.lower(program.lower()[j]);
            }
            if (program.upper()[j] < Double.POSITIVE_INFINITY) {
                variable.upper(program.upper()[j]);
            }
        }
        for (int i = 0; i < program.equal().length; i++) {
            row(model.newExpression("equal" + i).level(program.equalSide()[i]), program.equal()[i]);
        }
        for (int i = 0; i < program.atMost().length; i++) {
            row(model.newExpression("atMost" + i).upper(program.atMostSide()[i]), program.atMost()[i]);
        }
        if (!program.linear()) {
            Expression curvature = model.newExpression("curvature").weight(0.5);
            for (int i = 0; i < program.p().length; i++) {
                for (int j = 0; j < program.p().length; j++) {
                    curvature.set(i, j, program.p()[i][j]);
                }
            }
        }
        return model;
    }

    private static void row(Expression expression, double[] coefficients) {
        for (int j = 0; j < coefficients.length; j++) {
            if (coefficients[j] != 0) {
                expression.set(j, coefficients[j]);
            }
        }
    }

    /** Bounds become rows, except that all variables are non-negative where all lower bounds are zero. */
    private static OptimizationData[] commonsMath(BenchProgram program) {
        List<LinearConstraint> rows = new ArrayList<>();
        for (int i = 0; i < program.equal().length; i++) {
            rows.add(new LinearConstraint(program.equal()[i], Relationship.EQ, program.equalSide()[i]));
        }
        for (int i = 0; i < program.atMost().length; i++) {
            rows.add(new LinearConstraint(program.atMost()[i], Relationship.LEQ, program.atMostSide()[i]));
        }
        boolean positive = java.util.Arrays.stream(program.lower()).allMatch(bound -> bound == 0);
        for (int j = 0; j < program.variables(); j++) {
            double[] unit = new double[program.variables()];
            unit[j] = 1;
            if (!positive && program.lower()[j] > Double.NEGATIVE_INFINITY) {
                rows.add(new LinearConstraint(unit, Relationship.GEQ, program.lower()[j]));
            }
            if (program.upper()[j] < Double.POSITIVE_INFINITY) {
                rows.add(new LinearConstraint(unit, Relationship.LEQ, program.upper()[j]));
            }
        }
        return new OptimizationData[] {
            new MaxIter(MOST_PIVOTS),
            new LinearObjectiveFunction(program.q(), 0),
            new LinearConstraintSet(rows),
            new NonNegativeConstraint(positive)
        };
    }
}
