package io.github.loantwin.server.grpc;

import io.grpc.stub.ServerCallStreamObserver;

/** Sends the answers of a server stream only as fast as the connection takes them. */
final class Pushed<T> {
    private static final int LOOK_MILLIS = 100;

    private final ServerCallStreamObserver<T> answers;
    private final Object ready = new Object();

    /** Creates the sender; call it while the call is being set up. */
    Pushed(ServerCallStreamObserver<T> answers) {
        this.answers = answers;
        answers.setOnReadyHandler(this::wake);
        answers.setOnCancelHandler(this::wake);
    }

    private void wake() {
        synchronized (ready) {
            ready.notifyAll();
        }
    }

    /** Sends a message, when there is room for it. */
    void send(T message, CallTime time) {
        synchronized (ready) {
            while (!answers.isReady()) {
                time.check();
                try {
                    ready.wait(LOOK_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw time.passed();
                }
            }
        }
        answers.onNext(message);
    }
}
