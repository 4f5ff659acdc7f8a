package io.github.loantwin.server.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** Where the one answer to a message goes. */
interface Reply<A> {
    /** Sends the answer. */
    void answer(A message);

    /** Refuses the message. */
    void refuse(Refusal refusal);

    /** Returns the reply to a unary call. */
    static <A> Reply<A> to(StreamObserver<A> observer) {
        if (observer instanceof ServerCallStreamObserver<?> call) {
            // CallTime notices a cancelled call; without a handler every answer to it would throw.
            call.setOnCancelHandler(() -> {});
        }
        return new Reply<>() {
            @Override
            public void answer(A message) {
                observer.onNext(message);
                observer.onCompleted();
            }

            @Override
            public void refuse(Refusal refusal) {
                observer.onError(refusal.toException());
            }
        };
    }
}
