package io.github.loantwin.server.grpc;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a server is protected.
 *
 * @param certificate chain of the server in PEM; with the key it turns on TLS
 * @param key private key in PEM (PKCS 8)
 * @param clientCa certificates in PEM that sign clients' ones; turns on mutual TLS
 * @param tokens who may call; empty lets everyone
 * @param insecure listen beyond this machine without TLS
 */
public record Security(
        Optional<Path> certificate,
        Optional<Path> key,
        Optional<Path> clientCa,
        Optional<Tokens> tokens,
        boolean insecure) {
    /** No protection: for this machine only. */
    public static final Security NONE =
            new Security(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    public Security {
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException("TLS needs a certificate and its key, got one of them."
                    + "\nMaybe give both --tls-cert and --tls-key.");
        }
        if (clientCa.isPresent() && certificate.isEmpty()) {
            throw new IllegalArgumentException("mutual TLS needs a certificate of the server too, got none."
                    + "\nMaybe give --tls-cert and --tls-key.");
        }
    }

    /** Returns the same protection with tokens. */
    public Security with(Tokens newTokens) {
        return new Security(certificate, key, clientCa, Optional.of(newTokens), insecure);
    }

    /** Returns whether connections over TCP are encrypted. */
    public boolean tls() {
        return certificate.isPresent();
    }
}
