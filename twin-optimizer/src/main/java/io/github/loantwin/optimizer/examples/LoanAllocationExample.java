package io.github.loantwin.optimizer.examples;

import io.github.loantwin.optimizer.model.Allocation;
import io.github.loantwin.optimizer.model.BindingLimit;
import io.github.loantwin.optimizer.model.Frontier;
import io.github.loantwin.optimizer.model.GroupLimit;
import io.github.loantwin.optimizer.model.Limits;
import io.github.loantwin.optimizer.model.LoanProblem;
import io.github.loantwin.optimizer.model.LoanType;
import io.github.loantwin.optimizer.model.RiskInputs;
import io.github.loantwin.optimizer.model.WhatIf;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Where to lend ten million: the best allocation, what limits cost, a what-if and the frontier. */
public final class LoanAllocationExample {
    private LoanAllocationExample() {}

    /** Returns the problem: five loan types as single loans, a limit on variance, a cap, a floor on low-risk loans. */
    public static LoanProblem problem() {
        List<LoanType> loans = List.of( // rate a year, probability of default within a year, loss given default
                new LoanType("mortgage", 0.04, 0.01, 0.5),
                new LoanType("personal", 0.12, 0.05, 0.5),
                new LoanType("auto", 0.08, 0.03, 0.5),
                new LoanType("small-business", 0.15, 0.08, 0.5),
                new LoanType("credit-card", 0.18, 0.10, 0.5));
        RiskInputs risk = new RiskInputs(
                RiskInputs.Kind.SINGLE_LOAN, 0.2, OptionalInt.empty(), OptionalDouble.of(0.26658402675136544));
        GroupLimit floor = new GroupLimit(
                "low-risk floor", List.of("mortgage", "auto"), OptionalDouble.of(0.2), OptionalDouble.empty());
        Limits limits = new Limits(OptionalDouble.of(0.002), OptionalDouble.of(0.3), List.of(floor));
        return new LoanProblem("Lending ten million", 10e6, loans, risk, limits);
    }

    /** Returns the answer as text. */
    public static String answer() {
        StringBuilder text = new StringBuilder();
        LoanProblem problem = problem();
        Allocation best = problem.solve();
        for (int i = 0; i < best.weights().length; i++) {
            line(text, "%-15s %,10.0f", problem.loans().get(i).name(), problem.budget() * best.weights()[i]);
        }
        line(
                text,
                "return %.4f %%, standard deviation %.4f %%",
                percent(best.expectedReturn()),
                percent(best.standardDeviation()));
        best.binding().stream().map(BindingLimit::sentence).forEach(sentence -> line(text, "%s", sentence));

        WhatIf worse = WhatIf.of(problem, "pd*1.5");
        line(
                text,
                "PD + 50 %%: %.4f %% as it is, %.4f %% at its best",
                percent(worse.sameReturn()),
                percent(worse.after().expectedReturn()));

        for (Allocation point : Frontier.of(problem.assets(), problem.limits(), 5)) {
            line(
                    text,
                    "frontier: %.3f %% at %.3f %%",
                    percent(point.expectedReturn()),
                    percent(point.standardDeviation()));
        }
        return text.toString();
    }

    private static double percent(double fraction) {
        return 100 * fraction;
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    /** Prints the answer. */
    public static void main(String[] arguments) {
        System.out.print(answer());
    }
}
