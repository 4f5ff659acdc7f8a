package io.github.loantwin.agents.policy;

import io.github.loantwin.env.check.ArgCheck;

/**
 * Leaves an action in force until another is wanted that differs by more than a band: a credit committee does not meet for
 * less, and every move of policy costs something. The first action of an episode is taken as it is.
 */
public final class Deadband {
    private final float share;
    private final float[] inForce;
    private boolean fresh = true;

    /**
     * Creates a band.
     *
     * @param size number of action components
     * @param share width of the band as a share of a component's bound; 0: every action is taken as it is
     */
    public Deadband(int size, double share) {
        this.share = (float) ArgCheck.inClosed("deadband", share, 0, 2);
        inForce = new float[size];
    }

    /** Begins a new episode. */
    public void clear() {
        fresh = true;
    }

    /** Replaces the wanted action, in units of the bounds, by the one in force. */
    public void pass(float[] action, int at) {
        for (int c = 0; c < inForce.length; c++) {
            if (fresh || Math.abs(action[at + c] - inForce[c]) > share) {
                inForce[c] = action[at + c];
            }
            action[at + c] = inForce[c];
        }
        fresh = false;
    }

    /** Returns the action in force itself, to save and restore it. */
    public float[] inForce() {
        return inForce;
    }

    /** Returns whether no action has been taken since the episode began. */
    public boolean fresh() {
        return fresh;
    }

    /** Restores what {@link #fresh} told. */
    public void fresh(boolean nothingTaken) {
        fresh = nothingTaken;
    }
}
