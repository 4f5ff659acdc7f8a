"""Messages of the protocol, generated from proto/src/main/proto/loantwin/v1 by tools/generate_stubs.sh."""
