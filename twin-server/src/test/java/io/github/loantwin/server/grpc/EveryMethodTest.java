package io.github.loantwin.server.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.github.loantwin.proto.v1.ActRequest;
import io.github.loantwin.proto.v1.CounterfactualRequest;
import io.github.loantwin.proto.v1.ErrorDetail;
import io.github.loantwin.proto.v1.ForkRequest;
import io.github.loantwin.proto.v1.LoanTwinGrpc;
import io.github.loantwin.proto.v1.PolicySpec;
import io.github.loantwin.proto.v1.Reason;
import io.github.loantwin.proto.v1.RenderRequest;
import io.github.loantwin.proto.v1.ReplayScenarioRequest;
import io.github.loantwin.proto.v1.RpcStatus;
import io.github.loantwin.proto.v1.SaveRequest;
import io.github.loantwin.proto.v1.Service;
import io.github.loantwin.proto.v1.StepStreamRequest;
import io.github.loantwin.proto.v1.StepStreamResponse;
import io.grpc.CallOptions;
import io.grpc.Status;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bad input to every method that has a field for it, read off the descriptor, so that a new method is not forgotten. */
class EveryMethodTest {
    @RegisterExtension
    static final TestServer server = TestServer.ofTheClass();

    private static List<MethodDescriptor> unaryWith(String field) {
        return Service.getDescriptor().findServiceByName("LoanTwin").getMethods().stream()
                .filter(method ->
                        !method.isClientStreaming() && method.getInputType().findFieldByName(field) != null)
                .toList();
    }

    private static Message call(MethodDescriptor method, Map<String, ?> fields) {
        DynamicMessage.Builder request = DynamicMessage.newBuilder(method.getInputType());
        fields.forEach((name, value) -> {
            FieldDescriptor field = method.getInputType().findFieldByName(name);
            request.setField(field, value);
        });
        io.grpc.MethodDescriptor<Message, Message> wire = io.grpc.MethodDescriptor.<Message, Message>newBuilder()
                .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(LoanTwinGrpc.SERVICE_NAME + "/" + method.getName())
                .setRequestMarshaller(ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(method.getInputType())))
                .setResponseMarshaller(ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(method.getOutputType())))
                .build();
        return ClientCalls.blockingUnaryCall(server.channel, wire, CallOptions.DEFAULT, request.build());
    }

    private static ErrorDetail refused(Status.Code code, Reason reason, Runnable call) {
        ErrorDetail detail = TestServer.detail(TestServer.refused(code, call));
        assertEquals(reason, detail.getReason(), detail.toString());
        assertFalse(detail.getField().isBlank(), detail.toString());
        return detail;
    }

    @Test
    void noMethodKnowsAnUnknownSession() {
        List<MethodDescriptor> methods = unaryWith("session_id");
        assertTrue(methods.size() >= 9, "Reset, Step, Echo, Save, Restore, Fork, Rollout, Render, Close");
        for (MethodDescriptor method : methods) {
            for (String id : List.of("", "x", "0123456789abcdef0123456789abcdef", "../../etc/passwd")) {
                if (method.getName().equals("Close") && id.length() == 32) {
                    Message answer = call(method, Map.of("session_id", id)); // perhaps it closed before: twice is fine
                    assertEquals(
                            false, answer.getField(answer.getDescriptorForType().findFieldByName("closed")));
                } else {
                    refused(
                            Status.Code.NOT_FOUND,
                            Reason.REASON_UNKNOWN_SESSION,
                            () -> call(method, Map.of("session_id", id)));
                }
            }
        }
    }

    @Test
    void everyCallWithAnIndexRefusesAStaleOneAndNamesTheNext() {
        String id = server.open(1).getSessionId();
        server.reset(id, 1);
        var before = server.stub.save(SaveRequest.newBuilder().setSessionId(id).build());
        List<MethodDescriptor> methods = unaryWith("step_index").stream()
                .filter(method -> !method.getName().equals("Echo")) // changes nothing, so its index does not count
                .toList();
        assertTrue(methods.size() >= 4, "Reset, Step, Restore, Rollout");
        for (MethodDescriptor method : methods) {
            for (long index : new long[] {3, 99, -1}) {
                ErrorDetail detail = refused(
                        Status.Code.FAILED_PRECONDITION,
                        Reason.REASON_STALE_STEP_INDEX,
                        () -> call(method, Map.of("session_id", id, "step_index", index)));
                assertEquals("2", detail.getBound(), method.getName());
                assertEquals(Long.toUnsignedString(index), detail.getValue(), method.getName());
            }
        }
        assertEquals(
                before,
                server.stub.save(SaveRequest.newBuilder().setSessionId(id).build()));
    }

    @Test
    void rowsKeysAndSizesAreChecked() {
        String id = server.open(2).getSessionId();
        ForkRequest.Builder fork = ForkRequest.newBuilder().setSessionId(id);
        refused(Status.Code.FAILED_PRECONDITION, Reason.REASON_NEEDS_RESET, () -> server.stub.fork(fork.build()));
        server.reset(id, 1, 2);
        var before = server.stub.save(SaveRequest.newBuilder().setSessionId(id).build());
        refused(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_BAD_SHAPE,
                () -> server.stub.fork(
                        fork.clone().setNewKeys(NumberArrays.of(new long[3], 3)).build()));
        refused(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_BAD_DTYPE,
                () -> server.stub.fork(fork.clone()
                        .setNewKeys(NumberArrays.of(new double[2], 2))
                        .build()));
        for (int row : new int[] {2, -1, 1 << 30}) {
            refused(
                    Status.Code.INVALID_ARGUMENT,
                    Reason.REASON_BAD_VALUE,
                    () -> server.stub.render(RenderRequest.newBuilder()
                            .setSessionId(id)
                            .setEnv(row)
                            .build()));
            refused(
                    Status.Code.INVALID_ARGUMENT,
                    Reason.REASON_BAD_VALUE,
                    () -> server.stub.save(SaveRequest.newBuilder()
                            .setSessionId(id)
                            .addEnvs(row)
                            .build()));
        }
        refused(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_BAD_VALUE,
                () -> server.stub.render(RenderRequest.newBuilder()
                        .setSessionId(id)
                        .setModeValue(77)
                        .build()));
        assertEquals(
                before,
                server.stub.save(SaveRequest.newBuilder().setSessionId(id).build()));
    }

    @Test
    void studiesRefuseUnknownPoliciesAndBadArrays() {
        PolicySpec unknown = PolicySpec.newBuilder().setName("genius").build();
        PolicySpec infinite = PolicySpec.newBuilder()
                .setActions(NumberArrays.of(new float[] {0, Float.POSITIVE_INFINITY, 0}, 1, 3))
                .build();
        refused(Status.Code.NOT_FOUND, Reason.REASON_UNKNOWN_NAME, () -> server.stub
                .replayScenario(ReplayScenarioRequest.newBuilder()
                        .setWorld(TestServer.world())
                        .setPolicy(unknown)
                        .build())
                .forEachRemaining(item -> {}));
        refused(Status.Code.INVALID_ARGUMENT, Reason.REASON_NOT_FINITE, () -> server.stub
                .replayScenario(ReplayScenarioRequest.newBuilder()
                        .setWorld(TestServer.world())
                        .setPolicy(infinite)
                        .build())
                .forEachRemaining(item -> {}));
        CounterfactualRequest.Builder pair = CounterfactualRequest.newBuilder().setWorld(TestServer.world());
        refused(
                Status.Code.NOT_FOUND,
                Reason.REASON_UNKNOWN_NAME,
                () -> server.stub.counterfactual(
                        pair.clone().setAlternative(unknown).build()));
        refused(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_NOT_FINITE,
                () -> server.stub.counterfactual(
                        pair.clone().setAlternative(infinite).build()));
        ActRequest.Builder act = ActRequest.newBuilder();
        refused(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_BAD_DTYPE,
                () -> server.stub.act(act.clone()
                        .setObservations(NumberArrays.of(new double[13], 1, 13))
                        .build()));
        refused(
                Status.Code.INVALID_ARGUMENT,
                Reason.REASON_BAD_SHAPE,
                () -> server.stub.act(act.clone()
                        .setObservations(NumberArrays.of(new float[12], 1, 12))
                        .build()));
    }

    /** In a stream what is refused is one message; the stream and its session go on as if it had not been sent. */
    @Test
    void aStreamRefusesOneMessageAndGoesOn() throws Exception {
        String id = server.open(1).getSessionId();
        server.reset(id, 1);
        LinkedBlockingQueue<Object> answers = new LinkedBlockingQueue<>();
        StreamObserver<StepStreamRequest> stream = LoanTwinGrpc.newStub(server.channel)
                .stepStream(new StreamObserver<>() {
                    @Override
                    public void onNext(StepStreamResponse answer) {
                        answers.add(answer);
                    }

                    @Override
                    public void onError(Throwable e) {
                        answers.add(e);
                    }

                    @Override
                    public void onCompleted() {
                        answers.add("end");
                    }
                });
        Map<StepStreamRequest, Reason> bad = Map.of(
                StepStreamRequest.getDefaultInstance(), Reason.REASON_BAD_VALUE,
                step("0123456789abcdef0123456789abcdef", 0, 0f), Reason.REASON_UNKNOWN_SESSION,
                step(id, 0, Float.NaN), Reason.REASON_NOT_FINITE,
                step(id, 0, 0.5f), Reason.REASON_OUT_OF_BOX,
                step(id, 7, 0f), Reason.REASON_STALE_STEP_INDEX);
        for (Map.Entry<StepStreamRequest, Reason> entry : bad.entrySet()) {
            stream.onNext(entry.getKey());
            RpcStatus error = ((StepStreamResponse) answers.poll(30, TimeUnit.SECONDS)).getError();
            assertEquals(
                    entry.getValue(),
                    error.getDetails(0).unpack(ErrorDetail.class).getReason());
        }
        stream.onNext(step(id, 2, 0.05f));
        StepStreamResponse good = (StepStreamResponse) answers.poll(30, TimeUnit.SECONDS);
        assertEquals(2, good.getStep().getStepIndex(), "the first step of the session");
        stream.onCompleted();
        assertEquals("end", answers.poll(30, TimeUnit.SECONDS));
    }

    private static StepStreamRequest step(String session, long index, float credit) {
        return StepStreamRequest.newBuilder()
                .setStep(TestServer.step(session, index, new float[] {credit, 0, 0}))
                .build();
    }
}
