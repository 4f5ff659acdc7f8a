package io.github.loantwin.env.loan;

import io.github.loantwin.env.check.ArgCheck;

/**
 * The seven business policies, under their established names.
 *
 * @param max_ltv largest loan to value of mortgages and real-estate business loans, fraction
 * @param min_credit_score lowest cut-off score that a policy may reach, points
 * @param max_dti largest debt to income of consumer, auto, mortgage and card applicants, fraction
 * @param max_concentration_by_type limit on the largest product share, fraction
 * @param target_roe return on reference equity at which the financial reward's tanh has argument 1, per year
 * @param max_var_limit limit on one-year value at risk 95 % over exposure, fraction
 * @param min_capital_ratio capital ratio that regulation asks for, fraction
 */
public record PolicyConfig(
        double max_ltv,
        double min_credit_score,
        double max_dti,
        double max_concentration_by_type,
        double target_roe,
        double max_var_limit,
        double min_capital_ratio) {

    public PolicyConfig {
        ArgCheck.fraction("max_ltv", max_ltv, 0.1, 2);
        ArgCheck.inClosed("min_credit_score", min_credit_score, 300, 850);
        ArgCheck.fraction("max_dti", max_dti, 0.05, 2);
        ArgCheck.fraction("max_concentration_by_type", max_concentration_by_type, 0.01, 1);
        ArgCheck.fraction("target_roe", target_roe, 0.001, 1);
        ArgCheck.fraction("max_var_limit", max_var_limit, 0.001, 1);
        ArgCheck.fraction("min_capital_ratio", min_capital_ratio, 0.001, 1);
    }
}
