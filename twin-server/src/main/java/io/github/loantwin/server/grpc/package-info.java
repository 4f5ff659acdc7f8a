/** The gRPC service: sessions of environments over the wire; no web framework, so that it runs in any server and in process. */
package io.github.loantwin.server.grpc;
