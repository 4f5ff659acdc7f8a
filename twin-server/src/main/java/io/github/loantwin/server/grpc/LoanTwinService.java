package io.github.loantwin.server.grpc;

import io.github.loantwin.env.ObservationLayout;
import io.github.loantwin.env.Policy;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.proto.v1.ActRequest;
import io.github.loantwin.proto.v1.ActResponse;
import io.github.loantwin.proto.v1.CloseRequest;
import io.github.loantwin.proto.v1.CloseResponse;
import io.github.loantwin.proto.v1.CounterfactualRequest;
import io.github.loantwin.proto.v1.CounterfactualResponse;
import io.github.loantwin.proto.v1.CreateSessionRequest;
import io.github.loantwin.proto.v1.CreateSessionResponse;
import io.github.loantwin.proto.v1.ForkRequest;
import io.github.loantwin.proto.v1.ForkResponse;
import io.github.loantwin.proto.v1.GetSpecRequest;
import io.github.loantwin.proto.v1.GetSpecResponse;
import io.github.loantwin.proto.v1.HandshakeRequest;
import io.github.loantwin.proto.v1.HandshakeResponse;
import io.github.loantwin.proto.v1.ListScenariosRequest;
import io.github.loantwin.proto.v1.ListScenariosResponse;
import io.github.loantwin.proto.v1.LoanTwinGrpc;
import io.github.loantwin.proto.v1.OptimizeRequest;
import io.github.loantwin.proto.v1.OptimizeResponse;
import io.github.loantwin.proto.v1.RenderRequest;
import io.github.loantwin.proto.v1.RenderResponse;
import io.github.loantwin.proto.v1.ReplayScenarioRequest;
import io.github.loantwin.proto.v1.ReplayScenarioResponse;
import io.github.loantwin.proto.v1.ResetRequest;
import io.github.loantwin.proto.v1.ResetResponse;
import io.github.loantwin.proto.v1.RestoreRequest;
import io.github.loantwin.proto.v1.RestoreResponse;
import io.github.loantwin.proto.v1.RolloutRequest;
import io.github.loantwin.proto.v1.RolloutResponse;
import io.github.loantwin.proto.v1.SaveRequest;
import io.github.loantwin.proto.v1.SaveResponse;
import io.github.loantwin.proto.v1.ServerInfoRequest;
import io.github.loantwin.proto.v1.ServerInfoResponse;
import io.github.loantwin.proto.v1.StepRequest;
import io.github.loantwin.proto.v1.StepResponse;
import io.github.loantwin.proto.v1.StepStreamRequest;
import io.github.loantwin.proto.v1.StepStreamResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The service of {@code loantwin/v1/service.proto}: finds the session of a call, and runs the call where it belongs. */
final class LoanTwinService extends LoanTwinGrpc.LoanTwinImplBase {
    private final ServerConfig config;
    private final Sessions sessions;
    private final Worlds worlds;
    private final Work work;
    private final About about;
    private final Players players;
    private final long inlineNanos;
    private final Set<StepStream> streams = ConcurrentHashMap.newKeySet();

    LoanTwinService(ServerConfig config, Sessions sessions, Worlds worlds, Work work, About about, Players players) {
        this.worlds = worlds;
        this.config = config;
        this.sessions = sessions;
        this.work = work;
        this.about = about;
        this.players = players;
        inlineNanos = TimeUnit.MICROSECONDS.toNanos(config.threads().inlineMicros());
    }

    private CallTime time() {
        return CallTime.current(config.calls().maxMillis());
    }

    private <T> T inSession(String id, Caller caller, Function<Session, T> call) {
        Session session = sessions.get(id, caller);
        return session.exclusively(time(), () -> call.apply(session));
    }

    @Override
    public void handshake(HandshakeRequest request, StreamObserver<HandshakeResponse> answer) {
        work.step(answer, () -> about.handshake(request));
    }

    @Override
    public void listScenarios(ListScenariosRequest request, StreamObserver<ListScenariosResponse> answer) {
        work.step(answer, Specs::scenarios);
    }

    @Override
    public void getSpec(GetSpecRequest request, StreamObserver<GetSpecResponse> answer) {
        work.step(answer, () -> Specs.of(request, worlds));
    }

    @Override
    public void serverInfo(ServerInfoRequest request, StreamObserver<ServerInfoResponse> answer) {
        Caller caller = Caller.current();
        work.here(answer, () -> about.info(caller, players.trained()));
    }

    @Override
    public void createSession(CreateSessionRequest request, StreamObserver<CreateSessionResponse> answer) {
        Caller caller = Caller.current();
        work.step(answer, () -> {
            TwinConfig world = worlds.of(request.getWorld());
            return opened(sessions.create(request, world, caller));
        });
    }

    private CreateSessionResponse opened(Session session) {
        return CreateSessionResponse.newBuilder()
                .setSessionId(session.id())
                .setNumEnvs(session.envs().size())
                .addAllInfoFields(session.info().names())
                .setConfigHash(session.config().hash())
                .setSessionBytes(session.bytes())
                .setIdleMs(config.sessions().idleMillis())
                .setStepIndex(session.stepIndex())
                .build();
    }

    @Override
    public void reset(ResetRequest request, StreamObserver<ResetResponse> answer) {
        Caller caller = Caller.current();
        work.step(answer, () -> inSession(request.getSessionId(), caller, session -> Resets.run(session, request)));
    }

    @Override
    public void step(StepRequest request, StreamObserver<StepResponse> answer) {
        Caller caller = Caller.current();
        if (quick(request.getSessionId(), caller)) {
            work.here(answer, () -> inSession(request.getSessionId(), caller, session -> session.step(request)));
        } else {
            work.step(answer, () -> inSession(request.getSessionId(), caller, session -> session.step(request)));
        }
    }

    private boolean quick(String id, Caller caller) {
        try {
            return sessions.get(id, caller).quick(inlineNanos);
        } catch (Refusal refusal) {
            return true; // to be refused at once
        }
    }

    @Override
    public void echo(StepRequest request, StreamObserver<StepResponse> answer) {
        Caller caller = Caller.current();
        if (quick(request.getSessionId(), caller)) {
            work.here(answer, () -> inSession(request.getSessionId(), caller, Session::echo));
        } else {
            work.step(answer, () -> inSession(request.getSessionId(), caller, Session::echo));
        }
    }

    @Override
    public StreamObserver<StepStreamRequest> stepStream(StreamObserver<StepStreamResponse> answers) {
        Caller caller = Caller.current();
        StepStream.Calls calls = new StepStream.Calls() {
            @Override
            public StepStreamResponse answer(StepStreamRequest request) {
                return answered(request, caller);
            }

            @Override
            public boolean quick(StepStreamRequest request) {
                return switch (request.getCallCase()) {
                    case STEP -> LoanTwinService.this.quick(request.getStep().getSessionId(), caller);
                    case ECHO -> LoanTwinService.this.quick(request.getEcho().getSessionId(), caller);
                    case RESET -> false;
                    case CALL_NOT_SET -> true;
                };
            }
        };
        StepStream stream =
                new StepStream((ServerCallStreamObserver<StepStreamResponse>) answers, work, calls, streams::remove);
        streams.add(stream);
        return stream;
    }

    private StepStreamResponse answered(StepStreamRequest request, Caller caller) {
        StepStreamResponse.Builder answer = StepStreamResponse.newBuilder();
        switch (request.getCallCase()) {
            case STEP -> {
                StepRequest step = request.getStep();
                StepResponse stepped = inSession(step.getSessionId(), caller, session -> session.step(step));
                answer.setStep(stepped);
            }
            case ECHO -> answer.setStep(inSession(request.getEcho().getSessionId(), caller, Session::echo));
            case RESET -> {
                ResetRequest reset = request.getReset();
                ResetResponse begun = inSession(reset.getSessionId(), caller, session -> Resets.run(session, reset));
                answer.setReset(begun);
            }
            case CALL_NOT_SET -> throw Refusal.badValue("call", "one of step, reset, echo", "none");
        }
        return answer.build();
    }

    @Override
    public void save(SaveRequest request, StreamObserver<SaveResponse> answer) {
        Caller caller = Caller.current();
        work.step(
                answer,
                () -> inSession(
                        request.getSessionId(),
                        caller,
                        session -> States.save(
                                session, request, time(), config.messages().batchBytes())));
    }

    @Override
    public void restore(RestoreRequest request, StreamObserver<RestoreResponse> answer) {
        Caller caller = Caller.current();
        work.step(answer, () -> inSession(request.getSessionId(), caller, session -> States.restore(session, request)));
    }

    @Override
    public void fork(ForkRequest request, StreamObserver<ForkResponse> answer) {
        Caller caller = Caller.current();
        work.step(answer, () -> inSession(request.getSessionId(), caller, session -> forked(session, request, caller)));
    }

    private ForkResponse forked(Session session, ForkRequest request, Caller caller) {
        session.requireStarted();
        int n = session.envs().size();
        long[] keys = request.hasNewKeys() ? NumberArrays.longs("new_keys", request.getNewKeys(), n) : new long[0];
        Session copy = sessions.fork(session, keys, caller);
        copy.readBatch();
        copy.begin();
        return ForkResponse.newBuilder()
                .setSession(opened(copy))
                .setObservations(NumberArrays.of(States.observations(copy), n, ObservationLayout.SIZE))
                .build();
    }

    @Override
    public void close(CloseRequest request, StreamObserver<CloseResponse> answer) {
        Caller caller = Caller.current();
        work.step(answer, () -> CloseResponse.newBuilder()
                .setClosed(closed(request.getSessionId(), caller))
                .build());
    }

    private boolean closed(String id, Caller caller) {
        try {
            return sessions.close(sessions.get(id, caller));
        } catch (Refusal refusal) {
            if (id.matches("[0-9a-f]{32}")) {
                return false;
            }
            throw refusal;
        }
    }

    @Override
    public void rollout(RolloutRequest request, StreamObserver<RolloutResponse> answer) {
        Caller caller = Caller.current();
        int most = config.messages().batchBytes();
        work.study(answer, () -> {
            CallTime time = time();
            return inSession(
                    request.getSessionId(), caller, session -> Rollouts.run(session, request, players, time, most));
        });
    }

    @Override
    public void render(RenderRequest request, StreamObserver<RenderResponse> answer) {
        Caller caller = Caller.current();
        work.step(answer, () -> inSession(request.getSessionId(), caller, session -> Renders.run(session, request)));
    }

    @Override
    public void act(ActRequest request, StreamObserver<ActResponse> answer) {
        work.step(answer, () -> Acts.run(request, players, worlds));
    }

    @Override
    public void replayScenario(ReplayScenarioRequest request, StreamObserver<ReplayScenarioResponse> answers) {
        Pushed<ReplayScenarioResponse> out = new Pushed<>((ServerCallStreamObserver<ReplayScenarioResponse>) answers);
        work.studyStream(answers, () -> {
            CallTime time = time();
            TwinConfig world = worlds.of(request.getWorld());
            sessions.whileReserved(Worlds.bytes(world, 1), () -> {
                Policy policy =
                        players.named("policy", request.getPolicy(), world).make();
                new ReplayStudy(world, policy, message -> out.send(message, time)).run(request.getSeed(), time);
                return true;
            });
            answers.onCompleted();
        });
    }

    @Override
    public void optimize(OptimizeRequest request, StreamObserver<OptimizeResponse> answer) {
        work.study(answer, () -> OptimizeStudy.run(request));
    }

    @Override
    public void counterfactual(CounterfactualRequest request, StreamObserver<CounterfactualResponse> answer) {
        work.study(answer, () -> {
            CallTime time = time();
            TwinConfig world = worlds.of(request.getWorld());
            return sessions.whileReserved(
                    Worlds.bytes(world, 2), () -> CounterfactualStudy.run(world, request, players, time));
        });
    }

    /** Ends the streams that wait for a message; returns whether none is left. */
    boolean stopStreams() {
        streams.removeIf(StepStream::stop);
        return streams.isEmpty();
    }
}
