package io.github.loantwin.server.grpc;

import io.github.loantwin.proto.v1.Reason;
import io.github.loantwin.proto.v1.StepStreamRequest;
import io.github.loantwin.proto.v1.StepStreamResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.Consumer;

/**
 * One stream of calls. A message is asked for when the answer to the one before has been sent and the connection takes more,
 * so a slow reader holds up its own stream and nothing piles up.
 */
final class StepStream implements StreamObserver<StepStreamRequest> {
    /** What a stream does with its messages. */
    @FunctionalInterface
    interface Calls {
        /** Answers a message, now or later. */
        void start(StepStreamRequest request, Reply<StepStreamResponse> reply);
    }

    private final ServerCallStreamObserver<StepStreamResponse> answers;
    private final Calls calls;
    private final Consumer<StepStream> gone;
    private final Reply<StepStreamResponse> reply = new Reply<>() {
        @Override
        public void answer(StepStreamResponse message) {
            send(message);
        }

        @Override
        public void refuse(Refusal refusal) {
            send(StepStreamResponse.newBuilder().setError(refusal.toMessage()).build());
        }
    };
    private boolean running;
    private boolean complete;
    private boolean over;
    private boolean wantsMore;

    StepStream(ServerCallStreamObserver<StepStreamResponse> answers, Calls calls, Consumer<StepStream> gone) {
        this.answers = answers;
        this.calls = calls;
        this.gone = gone;
        answers.disableAutoRequest();
        answers.setOnReadyHandler(this::ready);
        answers.setOnCancelHandler(this::lost);
        answers.request(1);
    }

    @Override
    public void onNext(StepStreamRequest request) {
        synchronized (this) {
            if (over) {
                return;
            }
            running = true;
        }
        calls.start(request, reply);
    }

    private synchronized void send(StepStreamResponse answer) {
        running = false;
        if (over) {
            return;
        }
        answers.onNext(answer);
        if (complete) {
            end();
        } else if (answers.isReady()) {
            answers.request(1);
        } else {
            wantsMore = true;
        }
    }

    private synchronized void ready() {
        if (wantsMore && !over) {
            wantsMore = false;
            answers.request(1);
        }
    }

    private void end() {
        over = true;
        gone.accept(this);
        answers.onCompleted();
    }

    @Override
    public synchronized void onCompleted() {
        complete = true;
        if (!running && !over) {
            end();
        }
    }

    @Override
    public void onError(Throwable cancelled) {
        lost();
    }

    /** The client is gone, or the call was refused on its way here: nothing can be sent any more. */
    private synchronized void lost() {
        over = true;
        gone.accept(this);
    }

    /** Ends the stream because the server stops; an answer that is being made is sent first. */
    synchronized boolean stop() {
        if (running || over) {
            return over;
        }
        over = true;
        answers.onError(draining().toException());
        return true;
    }

    static Refusal draining() {
        return Refusal.sentence(
                Status.Code.UNAVAILABLE,
                Reason.REASON_DRAINING,
                "",
                "",
                "",
                "the server is shutting down.\nMaybe restore a saved state on another server.");
    }
}
