package io.github.loantwin.optimizer.model;

import java.util.ArrayList;
import java.util.List;

/**
 * How the best return R moves with one loan type's inputs, the covariance held, by the envelope theorem: dR/drate = x (1 -
 * PD), dR/dPD = -x (rate + LGD), dR/dLGD = -x PD.
 *
 * @param name loan type
 * @param perRate dR per unit of rate: times 0.01 for a percentage point
 * @param perPd dR per unit of PD
 * @param perLgd dR per unit of LGD
 */
public record Sensitivity(String name, double perRate, double perPd, double perLgd) {
    /** Returns the sensitivities of a problem's optimum, one per loan type. */
    public static List<Sensitivity> of(LoanProblem problem, Allocation optimum) {
        List<Sensitivity> all = new ArrayList<>();
        for (int i = 0; i < problem.loans().size(); i++) {
            LoanType loan = problem.loans().get(i);
            double x = optimum.weights()[i];
            all.add(new Sensitivity(loan.name(), x * (1 - loan.pd()), -x * loan.costOfDefault(), -x * loan.pd()));
        }
        return all;
    }
}
