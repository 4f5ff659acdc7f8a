package io.github.loantwin.server.grpc;

import io.github.loantwin.proto.v1.LoanTwinGrpc;
import io.grpc.BindableService;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.TlsServerCredentials;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A running gRPC server: TCP, and a Unix socket if wanted, over the same sessions. */
public final class LoanServer implements AutoCloseable {
    /** Name of the logger that tells of every call at level DEBUG, each as a {@link CallLine}. */
    public static final String CALL_LOG = "io.github.loantwin.server.calls";

    private static final long RST_WINDOW_SECONDS = 30;
    private static final long LAST_ANSWERS_NANOS = 500_000_000L;

    private final ServerConfig config;
    private final Sessions sessions;
    private final Work work;
    private final About about;
    private final LoanTwinService service;
    private final HealthStatusManager health = new HealthStatusManager();
    private final Measurements measurements;
    private final ScheduledExecutorService clock;
    private final List<Server> servers = new ArrayList<>();
    private final Optional<UnixSocket> unix;
    private boolean stopped;

    private LoanServer(ServerConfig config, Security security, Doors doors, Optional<Path> policies, String version)
            throws IOException {
        this.config = config;
        sessions = new Sessions(config);
        work = new Work(config.threads());
        Worlds worlds = new Worlds();
        about = new About(config, sessions, worlds, version);
        service = new LoanTwinService(config, sessions, worlds, work, about, new Players(policies));
        measurements = new Measurements(sessions, work);
        clock = Executors.newSingleThreadScheduledExecutor(LoanServer::daemon);
        unix = doors.socket().map(UnixSocket::new);
        Authentication authentication = new Authentication(security.tokens(), LoanTwinGrpc.SERVICE_NAME);
        try {
            if (doors.tcp()) {
                servers.add(start(tcp(security), authentication));
            }
            if (unix.isPresent()) {
                servers.add(start(unix.get().builder(), authentication));
                unix.get().restrict();
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
        long every = Math.max(100, Math.min(5_000, config.sessions().idleMillis() / 4));
        clock.scheduleWithFixedDelay(this::reap, every, every, TimeUnit.MILLISECONDS);
        health.setStatus("", ServingStatus.SERVING);
        health.setStatus(LoanTwinGrpc.SERVICE_NAME, ServingStatus.SERVING);
    }

    private void reap() {
        try {
            sessions.reap();
        } catch (RuntimeException e) {
            System.getLogger("io.github.loantwin.server.grpc")
                    .log(System.Logger.Level.ERROR, "idle sessions could not be closed", e);
        }
    }

    /**
     * Starts a server.
     *
     * @param config limits and address
     * @param security protection
     * @param doors where it listens
     * @param policies folder whose folders are trained policies, if any
     * @param version told to clients
     * @throws IOException if an address is taken
     */
    public static LoanServer start(
            ServerConfig config, Security security, Doors doors, Optional<Path> policies, String version)
            throws IOException {
        return new LoanServer(config, security, doors, policies, version);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "loantwin-clock");
        thread.setDaemon(true);
        return thread;
    }

    private NettyServerBuilder tcp(Security security) throws IOException {
        InetAddress address = InetAddress.getByName(config.address());
        if (!address.isLoopbackAddress() && !security.tls() && !security.insecure()) {
            throw new IllegalArgumentException(
                    "an address beyond this machine needs TLS, got " + config.address()
                            + " without.\nMaybe give --tls-cert and --tls-key, or --insecure if the network itself is protected.");
        }
        return NettyServerBuilder.forAddress(new InetSocketAddress(address, config.port()), credentials(security));
    }

    private static ServerCredentials credentials(Security security) throws IOException {
        if (!security.tls()) {
            return InsecureServerCredentials.create();
        }
        TlsServerCredentials.Builder tls = TlsServerCredentials.newBuilder()
                .keyManager(
                        security.certificate().orElseThrow().toFile(),
                        security.key().orElseThrow().toFile());
        if (security.clientCa().isPresent()) {
            tls.trustManager(security.clientCa().get().toFile()).clientAuth(TlsServerCredentials.ClientAuth.REQUIRE);
        }
        return tls.build();
    }

    private Server start(NettyServerBuilder builder, Authentication authentication) throws IOException {
        ServerConfig.Connection limits = config.connection();
        builder.directExecutor()
                .maxInboundMessageSize(config.messages().batchBytes())
                .maxInboundMetadataSize(limits.metadataBytes())
                .maxConcurrentCallsPerConnection(limits.callsAtATime())
                .keepAliveTime(limits.keepaliveSeconds(), TimeUnit.SECONDS)
                .keepAliveTimeout(limits.keepaliveTimeoutSeconds(), TimeUnit.SECONDS)
                .permitKeepAliveTime(limits.permitKeepaliveSeconds(), TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .maxConnectionIdle((long) (limits.idleMinutes() * 60_000), TimeUnit.MILLISECONDS)
                .maxRstFramesPerWindow(limits.resetsPerWindow(), (int) RST_WINDOW_SECONDS);
        ServerServiceDefinition loans =
                LimitedMessages.limit(service.bindService(), config.messages().bytes());
        builder.addService(guarded(loans, authentication));
        builder.addService(guarded(ProtoReflectionServiceV1.newInstance(), authentication));
        builder.addService(guarded(olderReflection(), authentication));
        builder.addService(health.getHealthService());
        return builder.build().start();
    }

    /** Python's grpcio-reflection, and grpcurl before 1.8.8, ask for reflection by its former name only. */
    @SuppressWarnings("deprecation")
    private static BindableService olderReflection() {
        return io.grpc.protobuf.services.ProtoReflectionService.newInstance();
    }

    private ServerServiceDefinition guarded(BindableService guarded, Authentication authentication) {
        return guarded(guarded.bindService(), authentication);
    }

    private ServerServiceDefinition guarded(ServerServiceDefinition guarded, Authentication authentication) {
        return ServerInterceptors.interceptForward(
                guarded, measurements.interceptor(), authentication, LimitedMessages.interceptor());
    }

    /** Returns the port of TCP; -1 without. */
    public int port() {
        return servers.stream()
                .mapToInt(Server::getPort)
                .filter(port -> port > 0)
                .findFirst()
                .orElse(-1);
    }

    /** Returns the figures for Prometheus, as its text format. */
    public String metrics() {
        return measurements.scrape();
    }

    /** Returns the number of open sessions. */
    public int openSessions() {
        return sessions.count();
    }

    /** Waits until the server has stopped. */
    public void awaitStop() throws InterruptedException {
        for (Server server : servers) {
            server.awaitTermination();
        }
    }

    /** Stops: health says so, calls in flight are finished, streams end behind the answer that is being made. */
    public void drain() throws InterruptedException {
        long end =
                System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(config.calls().drainMillis());
        about.drain();
        health.enterTerminalState();
        servers.forEach(Server::shutdown);
        while (!(service.stopStreams() && measurements.running() == 0) && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        // What is left are answers on their way, and watchers of health and reflection, who would never go by
        // themselves.
        end = Math.min(end, System.nanoTime() + LAST_ANSWERS_NANOS);
        for (Server server : servers) {
            server.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        close();
    }

    /** Stops at once. */
    @Override
    public synchronized void close() {
        if (stopped) {
            return;
        }
        stopped = true;
        servers.forEach(Server::shutdownNow);
        clock.shutdownNow();
        try {
            work.finish(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sessions.closeAll();
        unix.ifPresent(UnixSocket::close);
    }
}
