package io.github.loantwin.env.config;

/** A configuration that cannot be used; the message says where, what was got and what is allowed. */
public final class ConfigException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Creates an error. */
    public ConfigException(String message) {
        super(message);
    }

    /** Creates an error with its cause. */
    public ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
