package io.github.loantwin.optimizer.bank;

import io.github.loantwin.optimizer.model.Covariance;
import io.github.loantwin.optimizer.solver.ConeProgram;
import io.github.loantwin.optimizer.solver.Solution;

/**
 * Normal losses: CVaR is mean'x + |M x|, a second-order cone.
 *
 * @param mean mean loss per unit
 * @param root M, with |M x| the tail factor times the standard deviation
 */
record NormalLoss(double[] mean, double[][] root) implements LossModel {
    static NormalLoss of(double[] mean, double[][] covariance, double level) {
        double[][] root = Covariance.root(covariance);
        for (double[] row : root) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= TwoLevelProblem.tailFactor(level);
            }
        }
        return new NormalLoss(mean, root);
    }

    @Override
    public void limit(ConeProgram.Builder builder, int columns, int loans, double limit, int elastic) {
        double[] head = new double[columns];
        double[][] wide = new double[root.length][columns];
        for (int j = 0; j < mean.length; j++) {
            head[loans + j] = -mean[j];
        }
        if (elastic >= 0) {
            head[elastic] = 1;
        }
        for (int r = 0; r < root.length; r++) {
            System.arraycopy(root[r], 0, wide[r], loans, mean.length);
        }
        builder.norm(wide, new double[root.length], head, limit);
    }

    /** The cone is the limit itself. */
    @Override
    public boolean refine(double[] loans, double limit) {
        return false;
    }

    @Override
    public double tolerance() {
        return 0;
    }

    @Override
    public double price(Solution solution, int firstRow) {
        return solution.z()[solution.z().length - root.length - 1];
    }
}
