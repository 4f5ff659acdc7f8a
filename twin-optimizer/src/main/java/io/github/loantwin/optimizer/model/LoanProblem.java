package io.github.loantwin.optimizer.model;

import java.util.List;

/**
 * How to lend a budget: which types of loan, how much each, for the largest expected return within limits.
 *
 * <pre>
 *   maximise    sum x_i r_i,  r_i = rate_i (1 - PD_i) - PD_i LGD_i
 *   subject to  sum x_i = 1, x >= 0, x' Sigma x <= V, x_i <= cap, group floors and caps      (x in shares of the budget)
 * </pre>
 *
 * @param title heading of reports
 * @param budget money to lend, in currency units
 * @param loans the loan types
 * @param risk where the covariance comes from
 * @param limits the limits
 */
public record LoanProblem(String title, double budget, List<LoanType> loans, RiskInputs risk, Limits limits) {
    /** Checks that every part is there. */
    public LoanProblem {
        title = title == null ? "Loan allocation" : title;
        Require.positive("budget", budget);
        loans = Require.some("loans", loans);
        Require.given("risk", risk);
        limits = limits == null ? Limits.NONE : limits;
        limits.requireRoomFor(
                Require.names("loans", loans.stream().map(LoanType::name).toList()));
    }

    /** Returns the loan types as assets, with the covariance of the risk inputs. */
    public Assets assets() {
        return assets(risk.covariance(loans));
    }

    /** Returns the loan types as assets with a covariance from elsewhere, such as that of another set of inputs. */
    public Assets assets(double[][] covariance) {
        return new Assets(
                loans.stream().map(LoanType::name).toList(),
                loans.stream().mapToDouble(LoanType::expectedReturn).toArray(),
                covariance);
    }

    /** Solves the problem. */
    public Allocation solve() {
        return new Allocator(assets(), limits).maximumReturn();
    }

    /** Returns the same problem with other loan types. */
    public LoanProblem withLoans(List<LoanType> changed) {
        return new LoanProblem(title, budget, changed, risk, limits);
    }

    /** Returns the same problem with other limits. */
    public LoanProblem withLimits(Limits changed) {
        return new LoanProblem(title, budget, loans, risk, changed);
    }
}
