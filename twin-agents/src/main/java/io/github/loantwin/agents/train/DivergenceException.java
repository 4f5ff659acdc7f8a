package io.github.loantwin.agents.train;

/** Training has left the finite numbers; the message says where, and what is left. */
public final class DivergenceException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    DivergenceException(String message) {
        super(message);
    }
}
