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
import io.github.loantwin.server.grpc.Work.Lane;
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
    private final SessionCalls calls;
    private final long inlineNanos;
    private final Set<StepStream> streams = ConcurrentHashMap.newKeySet();

    LoanTwinService(ServerConfig config, Sessions sessions, Worlds worlds, Work work, About about, Players players) {
        this.worlds = worlds;
        this.config = config;
        this.sessions = sessions;
        this.work = work;
        this.about = about;
        this.players = players;
        calls = new SessionCalls(sessions, work, config.calls().maxMillis());
        inlineNanos = TimeUnit.MICROSECONDS.toNanos(config.threads().inlineMicros());
    }

    private CallTime time() {
        return CallTime.current(config.calls().maxMillis());
    }

    /** Answers a call without a session, unless its time is over when its turn comes. */
    private <A> void run(Lane lane, StreamObserver<A> answer, Function<CallTime, A> call) {
        CallTime time = time();
        work.run(lane, Reply.to(answer), () -> {
            time.check();
            return call.apply(time);
        });
    }

    @Override
    public void handshake(HandshakeRequest request, StreamObserver<HandshakeResponse> answer) {
        run(Lane.STEP, answer, time -> about.handshake(request));
    }

    @Override
    public void listScenarios(ListScenariosRequest request, StreamObserver<ListScenariosResponse> answer) {
        run(Lane.STEP, answer, time -> Specs.scenarios());
    }

    @Override
    public void getSpec(GetSpecRequest request, StreamObserver<GetSpecResponse> answer) {
        run(Lane.STEP, answer, time -> Specs.of(request, worlds));
    }

    @Override
    public void serverInfo(ServerInfoRequest request, StreamObserver<ServerInfoResponse> answer) {
        Caller caller = Caller.current();
        work.run(Lane.HERE, Reply.to(answer), () -> about.info(caller, players.trained()));
    }

    @Override
    public void createSession(CreateSessionRequest request, StreamObserver<CreateSessionResponse> answer) {
        Caller caller = Caller.current();
        run(Lane.STEP, answer, time -> {
            TwinConfig world = worlds.of(request.getWorld());
            Session session = sessions.create(request, world, caller);
            if (time.isGone()) { // nobody would learn its id
                sessions.close(session);
                throw time.passed();
            }
            return opened(session);
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
        calls.answer(
                Lane.STEP, request.getSessionId(), Reply.to(answer), (session, time) -> Resets.run(session, request));
    }

    @Override
    public void step(StepRequest request, StreamObserver<StepResponse> answer) {
        String id = request.getSessionId();
        calls.answer(lane(id), id, Reply.to(answer), (session, time) -> session.step(request));
    }

    /** Returns where a step of a session runs: a short one, and one that will be refused, without a hand-over. */
    private Lane lane(String id) {
        try {
            return sessions.get(id, Caller.current()).quick(inlineNanos) ? Lane.HERE : Lane.STEP;
        } catch (Refusal refusal) {
            return Lane.HERE;
        }
    }

    @Override
    public void echo(StepRequest request, StreamObserver<StepResponse> answer) {
        String id = request.getSessionId();
        calls.answer(lane(id), id, Reply.to(answer), (session, time) -> session.echo());
    }

    @Override
    public StreamObserver<StepStreamRequest> stepStream(StreamObserver<StepStreamResponse> answers) {
        StepStream stream = new StepStream(
                (ServerCallStreamObserver<StepStreamResponse>) answers, this::answerInStream, streams::remove);
        streams.add(stream);
        return stream;
    }

    private void answerInStream(StepStreamRequest request, Reply<StepStreamResponse> reply) {
        StepStreamResponse.Builder answer = StepStreamResponse.newBuilder();
        switch (request.getCallCase()) {
            case STEP -> {
                StepRequest step = request.getStep();
                String id = step.getSessionId();
                calls.answer(lane(id), id, reply, (session, time) -> answer.setStep(session.step(step))
                        .build());
            }
            case ECHO -> {
                String id = request.getEcho().getSessionId();
                calls.answer(lane(id), id, reply, (session, time) -> answer.setStep(session.echo())
                        .build());
            }
            case RESET -> {
                ResetRequest reset = request.getReset();
                calls.answer(Lane.STEP, reset.getSessionId(), reply, (session, time) -> answer.setReset(
                                Resets.run(session, reset))
                        .build());
            }
            case CALL_NOT_SET -> reply.refuse(Refusal.badValue("call", "one of step, reset, echo", "none"));
        }
    }

    @Override
    public void save(SaveRequest request, StreamObserver<SaveResponse> answer) {
        int most = config.messages().batchBytes();
        calls.answer(
                Lane.STEP,
                request.getSessionId(),
                Reply.to(answer),
                (session, time) -> States.save(session, request, time, most));
    }

    @Override
    public void restore(RestoreRequest request, StreamObserver<RestoreResponse> answer) {
        calls.answer(
                Lane.STEP,
                request.getSessionId(),
                Reply.to(answer),
                (session, time) -> States.restore(session, request));
    }

    @Override
    public void fork(ForkRequest request, StreamObserver<ForkResponse> answer) {
        Caller caller = Caller.current();
        calls.answer(
                Lane.STEP,
                request.getSessionId(),
                Reply.to(answer),
                (session, time) -> forked(session, request, caller));
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
        work.run(Lane.STEP, Reply.to(answer), () -> CloseResponse.newBuilder()
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
        int most = config.messages().batchBytes();
        calls.answer(
                Lane.STUDY,
                request.getSessionId(),
                Reply.to(answer),
                (session, time) -> Rollouts.run(session, request, players, time, most));
    }

    @Override
    public void render(RenderRequest request, StreamObserver<RenderResponse> answer) {
        calls.answer(
                Lane.STEP, request.getSessionId(), Reply.to(answer), (session, time) -> Renders.run(session, request));
    }

    @Override
    public void act(ActRequest request, StreamObserver<ActResponse> answer) {
        Lane lane = Acts.isLong(request) ? Lane.STUDY : Lane.STEP;
        run(lane, answer, time -> Acts.run(request, players, worlds, time));
    }

    @Override
    public void replayScenario(ReplayScenarioRequest request, StreamObserver<ReplayScenarioResponse> answers) {
        Pushed<ReplayScenarioResponse> out = new Pushed<>((ServerCallStreamObserver<ReplayScenarioResponse>) answers);
        CallTime time = time();
        work.studyStream(answers, () -> {
            time.check();
            TwinConfig world = worlds.of(request.getWorld());
            sessions.whileReserved(Worlds.bytesAlone(world, 1), () -> {
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
        run(Lane.STUDY, answer, time -> OptimizeStudy.run(request, time));
    }

    @Override
    public void counterfactual(CounterfactualRequest request, StreamObserver<CounterfactualResponse> answer) {
        run(Lane.STUDY, answer, time -> {
            TwinConfig world = worlds.of(request.getWorld());
            return sessions.whileReserved(
                    Worlds.bytesAlone(world, 2), () -> CounterfactualStudy.run(world, request, players, time));
        });
    }

    /** Ends the streams that wait for a message; returns whether none is left. */
    boolean stopStreams() {
        streams.removeIf(StepStream::stop);
        return streams.isEmpty();
    }
}
