package io.github.loantwin.optimizer.model;

import io.github.loantwin.optimizer.solver.ConeProgram;
import io.github.loantwin.optimizer.solver.CvarProgram;
import io.github.loantwin.optimizer.solver.CvarSolution;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How to lend a budget when what counts is the mean of the worst years: the largest expected return with a limit on CVaR,
 * or, without a limit, the least CVaR.
 *
 * <p>CVaR is the mean loss of the worst (1 - level) of the scenarios, as a share of the budget; a loss below zero is a gain.
 * Source: Rockafellar, Uryasev, Optimization of conditional value-at-risk (2000).
 *
 * @param title heading of reports
 * @param budget money to lend
 * @param loans the loan types
 * @param scenarios where the losses come from
 * @param level confidence level, in (0, 1)
 * @param cvarLimit largest CVaR, as a share of the budget
 * @param limits cap and groups; a limit on variance is not taken
 */
public record CvarLoanProblem(
        String title,
        double budget,
        List<LoanType> loans,
        PoolScenarios scenarios,
        double level,
        OptionalDouble cvarLimit,
        Limits limits) {
    /** Checks that every part is there. */
    public CvarLoanProblem {
        title = title == null ? "Loan allocation under CVaR" : title;
        Require.positive("budget", budget);
        loans = Require.some("loans", loans);
        Require.given("scenarios", scenarios);
        Require.level("level", level);
        cvarLimit = cvarLimit == null ? OptionalDouble.empty() : cvarLimit;
        limits = limits == null ? Limits.NONE : limits;
        Require.that(limits.variance().isEmpty(), "limits.variance must be absent beside CVaR", "one");
        Require.inRange("cvarLimit", cvarLimit.orElse(0), -2, 1);
        limits.requireRoomFor(
                Require.names("loans", loans.stream().map(LoanType::name).toList()));
    }

    /** Solves the problem on its scenarios. */
    public CvarSolution solve() {
        int n = loans.size();
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        ConeProgram.Builder builder = ConeProgram.builder(n).equal(ones, 1);
        Assets assets = new Assets(
                loans.stream().map(LoanType::name).toList(),
                loans.stream().mapToDouble(LoanType::expectedReturn).toArray(),
                new double[n][n]);
        for (LimitRow row : LimitRows.of(assets, limits)) {
            builder.atMost(row.coefficients(), row.atMost());
        }
        for (int j = 0; j < n && cvarLimit.isPresent(); j++) {
            builder.linear(j, -assets.returns()[j]);
        }
        double weight = cvarLimit.isPresent() ? 0 : 1;
        return new CvarProgram(builder.build(), scenarios.losses(loans), level, weight, cvarLimit).solve();
    }

    /** Returns an allocator on the scenarios, drawn anew. */
    public CvarAllocator allocator() {
        double[][] losses = scenarios.losses(loans);
        List<String> names = loans.stream().map(LoanType::name).toList();
        double[] returns = loans.stream().mapToDouble(LoanType::expectedReturn).toArray();
        return new CvarAllocator(CvarAllocator.assets(names, returns, losses), losses, level, limits);
    }

    /** Solves the problem and says what binds or conflicts. */
    public CvarAllocation allocate() {
        CvarAllocator allocator = allocator();
        return cvarLimit.isPresent() ? allocator.maximumReturn(cvarLimit.getAsDouble()) : allocator.minimumCvar();
    }

    /** Returns the expected return of weights, from the loan types' inputs. */
    public double expectedReturn(double[] weights) {
        double sum = 0;
        for (int j = 0; j < weights.length; j++) {
            sum += weights[j] * loans.get(j).expectedReturn();
        }
        return sum;
    }
}
