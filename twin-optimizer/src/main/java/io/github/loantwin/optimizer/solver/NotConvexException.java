package io.github.loantwin.optimizer.solver;

/** A quadratic objective that is not convex, with the first variable at which that shows. */
public final class NotConvexException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final int variable;

    NotConvexException(int variable, String called) {
        super("the quadratic objective must be convex (P positive semidefinite), got negative curvature at " + called
                + ".\nMaybe it should be maximised, or a sign is wrong.");
        this.variable = variable;
    }

    /** Returns the same with the name that the variable has in the user's file. */
    public NotConvexException named(java.util.List<String> names) {
        return new NotConvexException(variable, "variable '" + names.get(variable) + "'");
    }
}
