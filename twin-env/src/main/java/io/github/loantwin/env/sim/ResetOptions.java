package io.github.loantwin.env.sim;

import io.github.loantwin.env.check.ArgCheck;
import io.github.loantwin.env.loan.Loan;
import io.github.loantwin.env.macro.MacroConfig;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a reset may pin instead of drawing it from the seed.
 *
 * @param regime regime of the economy on day 0 (VAR economy only)
 * @param delinquencyStress stress index whose seasoned delinquency mix the starting book has
 * @param capitalRatio equity over risk-weighted assets on day 0
 * @param loans a loan tape as the starting book; empty for a synthetic one
 */
public record ResetOptions(
        Optional<MacroConfig.StartRegime> regime,
        OptionalDouble delinquencyStress,
        OptionalDouble capitalRatio,
        List<Loan> loans) {

    /** Nothing pinned. */
    public static final ResetOptions NONE =
            new ResetOptions(Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty(), List.of());

    public ResetOptions {
        if (delinquencyStress.isPresent()) {
            ArgCheck.inClosed("delinquencyStress", delinquencyStress.getAsDouble(), -0.5, 1.25);
        }
        if (capitalRatio.isPresent()) {
            ArgCheck.fraction("capitalRatio", capitalRatio.getAsDouble(), 0.02, 1);
        }
        loans = List.copyOf(loans);
    }

    /** Returns these options with another regime on day 0. */
    public ResetOptions withRegime(MacroConfig.StartRegime newRegime) {
        return new ResetOptions(Optional.of(newRegime), delinquencyStress, capitalRatio, loans);
    }

    /** Returns these options with the delinquency mix of a stress index. */
    public ResetOptions withDelinquencyStress(double stress) {
        return new ResetOptions(regime, OptionalDouble.of(stress), capitalRatio, loans);
    }

    /** Returns these options with a capital ratio on day 0. */
    public ResetOptions withCapitalRatio(double ratio) {
        return new ResetOptions(regime, delinquencyStress, OptionalDouble.of(ratio), loans);
    }

    /** Returns these options with a loan tape as the starting book. */
    public ResetOptions withLoans(List<Loan> tape) {
        return new ResetOptions(regime, delinquencyStress, capitalRatio, tape);
    }
}
