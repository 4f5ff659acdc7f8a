package io.github.loantwin.server.grpc;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a server listens.
 *
 * @param tcp on the address and port of its configuration
 * @param socket on a Unix socket at this path
 */
public record Doors(boolean tcp, Optional<Path> socket) {
    /** TCP only. */
    public static final Doors TCP = new Doors(true, Optional.empty());

    public Doors {
        if (!tcp && socket.isEmpty()) {
            throw new IllegalArgumentException("a server must listen somewhere, got neither TCP nor a Unix socket."
                    + "\nMaybe give --socket PATH, or leave out --no-tcp.");
        }
    }
}
