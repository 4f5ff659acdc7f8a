package io.github.loantwin.server.grpc;

import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.AutoresetMode;
import io.github.loantwin.env.StepBatch;
import io.github.loantwin.env.VecEnv;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.proto.v1.CloseRequest;
import io.github.loantwin.proto.v1.CreateSessionRequest;
import io.github.loantwin.proto.v1.InfoMode;
import io.github.loantwin.proto.v1.LoanTwinGrpc;
import io.github.loantwin.proto.v1.NDArray;
import io.github.loantwin.proto.v1.ResetRequest;
import io.github.loantwin.proto.v1.World;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Round trips of steps against echoes of the same bytes, interleaved on one stream, over TCP and a Unix socket.
 *
 * @param loans of each environment
 * @param batches environments of a session, one case each
 * @param seconds to measure each case for
 */
public record GrpcBench(int loans, List<Integer> batches, double seconds) {
    private static final int LARGE_MESSAGE = 64 << 20;
    private static final int ACTIONS = 16;
    private static final double WARM_SHARE = 0.5;
    private static final int WARM_UPS = 2;
    private static final Logger NETTY = Logger.getLogger("io.netty.bootstrap");

    /** Where the bench's server listens, for clients that are programs of their own. */
    public record Addresses(String tcp, Optional<String> unix) {}

    /** Something that measures against the bench's server too. */
    public interface OtherClients {
        /** Measures a batch, and tells what it found. */
        void measure(Addresses addresses, int batch, Consumer<BenchCase> out) throws IOException, InterruptedException;
    }

    /** Starts a server, measures every batch in process, with the Java client and with others, and stops the server. */
    public void run(Consumer<BenchCase> out, OtherClients others) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("ltw");
        Optional<Path> path = Optional.of(folder.resolve("socket")).filter(unused -> Epoll.isAvailable());
        ServerConfig config = ServerConfig.with(Map.of("port", "0"));
        try (LoanServer server =
                LoanServer.start(config, Security.NONE, new Doors(true, path), Optional.empty(), "bench")) {
            Addresses addresses = new Addresses("127.0.0.1:" + server.port(), path.map(file -> "unix:" + file));
            for (int i = 0; i < WARM_UPS; i++) { // an interpreter's microseconds are not a server's
                overTcp(server.port(), 1, unused -> {});
                if (path.isPresent()) {
                    overUnix(path.get(), 1, unused -> {});
                }
            }
            for (int batch : batches) {
                inProcess(batch, out);
                overTcp(server.port(), batch, out);
                if (path.isPresent()) {
                    overUnix(path.get(), batch, out);
                }
                others.measure(addresses, batch, out);
            }
        } finally {
            Files.deleteIfExists(folder);
        }
    }

    private void overTcp(int port, int batch, Consumer<BenchCase> out) throws InterruptedException {
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", port)
                .usePlaintext()
                .directExecutor()
                .maxInboundMessageSize(LARGE_MESSAGE)
                .build();
        try {
            measure(channel, batch, "tcp", out);
        } finally {
            channel.shutdownNow();
        }
    }

    private void overUnix(Path path, int batch, Consumer<BenchCase> out) throws InterruptedException {
        // gRPC asks every channel for an option of TCP, which Netty notes at every connection.
        NETTY.setLevel(Level.SEVERE);
        MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        ManagedChannel channel = NettyChannelBuilder.forAddress(new DomainSocketAddress(path.toString()))
                .eventLoopGroup(loops)
                .channelType(EpollDomainSocketChannel.class)
                .overrideAuthority("localhost")
                .usePlaintext()
                .directExecutor()
                .maxInboundMessageSize(LARGE_MESSAGE)
                .build();
        try {
            measure(channel, batch, "unix", out);
        } finally {
            channel.shutdownNow();
            loops.shutdownGracefully();
        }
    }

    private void measure(ManagedChannel channel, int batch, String transport, Consumer<BenchCase> out)
            throws InterruptedException {
        LoanTwinGrpc.LoanTwinBlockingStub stub = LoanTwinGrpc.newBlockingStub(channel);
        String session = stub.createSession(CreateSessionRequest.newBuilder()
                        .setWorld(World.newBuilder().putAllOverrides(overrides()))
                        .setNumEnvs(batch)
                        .setInfoMode(InfoMode.INFO_MODE_NONE)
                        .build())
                .getSessionId();
        long index = stub.reset(ResetRequest.newBuilder()
                        .setSessionId(session)
                        .setSessionSeed(0)
                        .build())
                .getStepIndex();
        out.accept(PingPong.run(channel, session, index, transport, actions(batch), WARM_SHARE * seconds, seconds));
        stub.close(CloseRequest.newBuilder().setSessionId(session).build());
    }

    private Map<String, String> overrides() {
        return Map.of(
                "episode.initialLoans", String.valueOf(loans),
                "episode.maxPortfolioSize", String.valueOf(Math.max(10_000, 2 * loans)));
    }

    private static NDArray[] actions(int batch) {
        Random random = new Random(1);
        NDArray[] actions = new NDArray[ACTIONS];
        for (int k = 0; k < ACTIONS; k++) {
            actions[k] = NumberArrays.of(actions(random, batch), batch, ActionLayout.SIZE);
        }
        return actions;
    }

    private static float[] actions(Random random, int batch) {
        float[] values = new float[batch * ActionLayout.SIZE];
        for (int i = 0; i < values.length; i++) {
            values[i] = ActionLayout.bound(i % ActionLayout.SIZE) * (random.nextFloat() - 0.5f);
        }
        return values;
    }

    /** The same vector without a wire, as the yardstick of the run. */
    private void inProcess(int batch, Consumer<BenchCase> out) {
        TwinConfig config = TwinConfig.defaults().with(overrides());
        int processors = Runtime.getRuntime().availableProcessors();
        try (VecEnv envs = new VecEnv(config, batch, batch < 64 ? 1 : processors, AutoresetMode.NEXT_STEP)) {
            out.accept(measured(envs, batch));
        }
    }

    private BenchCase measured(VecEnv envs, int batch) {
        StepBatch results = new StepBatch(batch, false);
        float[] values = actions(new Random(1), batch);
        long[] nanos = new long[PingPong.MOST];
        envs.reset(0, results);
        BenchYears years = new BenchYears(WARM_SHARE * seconds, seconds);
        int samples = 0;
        long now;
        do {
            long start = System.nanoTime();
            envs.step(values, results);
            now = System.nanoTime();
            if (years.measuring() && samples < nanos.length) {
                nanos[samples++] = now - start;
            }
        } while (!years.endsWith(now));
        return BenchCase.of("in-process", "none", batch, new long[0], nanos, nanos, samples);
    }
}
