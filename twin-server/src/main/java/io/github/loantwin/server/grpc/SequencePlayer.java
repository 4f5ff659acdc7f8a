package io.github.loantwin.server.grpc;

import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.Policy;

/** A sequence of raw actions as a policy; the last one is held when there are more steps. */
final class SequencePlayer implements Policy {
    private final float[] actions;
    private final int rows;
    private final int row;
    private final int steps;
    private int step;

    /**
     * Creates the player of one environment.
     *
     * @param actions shape (steps, rows, 3)
     * @param rows environments in the sequence
     * @param row which of them
     */
    SequencePlayer(float[] actions, int rows, int row) {
        this.actions = actions;
        this.rows = rows;
        this.row = row;
        steps = actions.length / (rows * ActionLayout.SIZE);
    }

    @Override
    public void act(float[] observation, float[] action) {
        int at = (Math.min(step, steps - 1) * rows + row) * ActionLayout.SIZE;
        System.arraycopy(actions, at, action, 0, ActionLayout.SIZE);
        step++;
    }
}
