package io.github.loantwin.server.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.proto.v1.CreateSessionRequest;
import io.github.loantwin.proto.v1.HandshakeRequest;
import io.github.loantwin.proto.v1.LoanTwinGrpc;
import io.github.loantwin.proto.v1.Reason;
import io.github.loantwin.proto.v1.StepRequest;
import io.github.loantwin.proto.v1.World;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sockets, encryption and the limits of a connection. */
class ConnectionTest {
    @TempDir
    private Path folder;

    private static final HandshakeRequest HELLO = HandshakeRequest.getDefaultInstance();

    @Test
    void aUnixSocketIsForItsOwnerOnlyAndAStaleOneIsReplaced() throws Exception {
        Path path = Files.createTempDirectory("ltw").resolve("s");
        ServerConfig config = ServerConfig.with(Map.of());
        MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        Doors door = new Doors(false, Optional.of(path));
        try (LoanServer server = LoanServer.start(config, Security.NONE, door, Optional.empty(), "test")) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            assertEquals(-1, server.port());
            ManagedChannel channel = NettyChannelBuilder.forAddress(new DomainSocketAddress(path.toString()))
                    .eventLoopGroup(loops)
                    .channelType(EpollDomainSocketChannel.class)
                    .overrideAuthority("localhost")
                    .usePlaintext()
                    .build();
            assertEquals(
                    "test",
                    LoanTwinGrpc.newBlockingStub(channel).handshake(HELLO).getServerVersion());
            assertThrows(
                    IOException.class, () -> LoanServer.start(config, Security.NONE, door, Optional.empty(), "second"));
            channel.shutdownNow();
        }
        assertFalse(Files.exists(path));
        try (var stale = java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
            stale.bind(java.net.UnixDomainSocketAddress.of(path));
        }
        assertTrue(Files.exists(path), "a server that was killed leaves its file");
        LoanServer.start(config, Security.NONE, door, Optional.empty(), "test").close();
        Files.writeString(path, "precious");
        assertThrows(IOException.class, () -> LoanServer.start(config, Security.NONE, door, Optional.empty(), "test"));
        assertEquals("precious", Files.readString(path));
        loops.shutdownGracefully();
        Files.delete(path);
        Files.delete(path.getParent());
    }

    @Test
    void anAddressBeyondThisMachineNeedsEncryption() throws IOException {
        ServerConfig config = ServerConfig.with(Map.of("address", "0.0.0.0", "port", "0"));
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> LoanServer.start(config, Security.NONE, Doors.TCP, Optional.empty(), "test"));
        assertTrue(e.getMessage().contains("needs TLS"), e.getMessage());
        Security insecure = new Security(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), true);
        LoanServer.start(config, insecure, Doors.TCP, Optional.empty(), "test").close();
    }

    /** Makes a key and a certificate that signs itself, in PEM, with the JDK's own tool. */
    private void certificate(String name) throws Exception {
        certificate(name, name, "-validity", "30", "-ext", "bc:c");
    }

    /** Makes a key and a certificate whose signer is in the same store, or is itself. */
    private void certificate(String storeName, String name, String... more) throws Exception {
        Path store = folder.resolve(storeName + ".p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = new ArrayList<>(List.of(
                keytool,
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit"));
        command.addAll(List.of(more));
        Process made = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, made.waitFor(), said);
        java.security.KeyStore keys = java.security.KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        pem(
                name + ".key",
                "PRIVATE KEY",
                keys.getKey(name, "changeit".toCharArray()).getEncoded());
        pem(name + ".pem", "CERTIFICATE", keys.getCertificate(name).getEncoded());
    }

    private void pem(String file, String kind, byte[] bytes) throws IOException {
        String text = java.util.Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes);
        Files.writeString(
                folder.resolve(file), "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    private ManagedChannel tls(int port, TlsChannelCredentials.Builder credentials) {
        return NettyChannelBuilder.forAddress("localhost", port, credentials.build())
                .build();
    }

    @Test
    void plainTlsServesWhoTrustsItsCertificateAndStillAsksForTokens() throws Exception {
        certificate("server");
        certificate("stranger");
        Path file = folder.resolve("tokens.json");
        Tokens tokens = Tokens.in(file);
        String token = tokens.create("alice", java.util.Set.of(Scope.READ), Optional.empty())
                .token();
        Security tls = new Security(
                Optional.of(folder.resolve("server.pem")),
                Optional.of(folder.resolve("server.key")),
                Optional.empty(),
                Optional.of(tokens),
                false);
        List<ManagedChannel> channels = new ArrayList<>();
        ServerConfig config = ServerConfig.with(Map.of("port", "0"));
        try (LoanServer server = LoanServer.start(config, tls, Doors.TCP, Optional.empty(), "test")) {
            for (String trusted : List.of("server.pem", "stranger.pem")) {
                channels.add(tls(
                        server.port(),
                        TlsChannelCredentials.newBuilder()
                                .trustManager(folder.resolve(trusted).toFile())));
            }
            channels.add(NettyChannelBuilder.forAddress("localhost", server.port())
                    .usePlaintext()
                    .build());
            LoanTwinGrpc.LoanTwinBlockingStub friend = LoanTwinGrpc.newBlockingStub(channels.get(0));
            TestServer.refused(Status.Code.UNAUTHENTICATED, () -> friend.handshake(HELLO));
            assertTrue(friend.withCallCredentials(TestServer.bearer(token))
                            .handshake(HELLO)
                            .getEnvIdsCount()
                    > 0);
            for (ManagedChannel refused : channels.subList(1, 3)) {
                TestServer.refused(Status.Code.UNAVAILABLE, () -> LoanTwinGrpc.newBlockingStub(refused)
                        .withDeadlineAfter(20, TimeUnit.SECONDS)
                        .handshake(HELLO));
            }
        } finally {
            channels.forEach(ManagedChannel::shutdownNow);
        }
    }

    @Test
    void mutualTlsLetsInWhoHasASignedCertificate() throws Exception {
        certificate("server");
        certificate("alice");
        certificate("mallory");
        Security mutual = new Security(
                Optional.of(folder.resolve("server.pem")),
                Optional.of(folder.resolve("server.key")),
                Optional.of(folder.resolve("alice.pem")),
                Optional.empty(),
                false);
        ServerConfig config = ServerConfig.with(Map.of("port", "0"));
        List<ManagedChannel> channels = new ArrayList<>();
        try (LoanServer server = LoanServer.start(config, mutual, Doors.TCP, Optional.empty(), "test")) {
            byte[] root = Files.readAllBytes(folder.resolve("server.pem"));
            ManagedChannel alice = tls(
                    server.port(),
                    TlsChannelCredentials.newBuilder()
                            .trustManager(new ByteArrayInputStream(root))
                            .keyManager(
                                    folder.resolve("alice.pem").toFile(),
                                    folder.resolve("alice.key").toFile()));
            ManagedChannel mallory = tls(
                    server.port(),
                    TlsChannelCredentials.newBuilder()
                            .trustManager(new ByteArrayInputStream(root))
                            .keyManager(
                                    folder.resolve("mallory.pem").toFile(),
                                    folder.resolve("mallory.key").toFile()));
            ManagedChannel nobody =
                    tls(server.port(), TlsChannelCredentials.newBuilder().trustManager(new ByteArrayInputStream(root)));
            ManagedChannel plain = NettyChannelBuilder.forAddress("localhost", server.port())
                    .usePlaintext()
                    .build();
            channels.addAll(List.of(alice, mallory, nobody, plain));
            assertEquals(
                    "CN=alice",
                    LoanTwinGrpc.newBlockingStub(alice)
                            .serverInfo(io.github.loantwin.proto.v1.ServerInfoRequest.getDefaultInstance())
                            .getCaller());
            for (ManagedChannel refused : List.of(mallory, nobody, plain)) {
                TestServer.refused(Status.Code.UNAVAILABLE, () -> LoanTwinGrpc.newBlockingStub(refused)
                        .withDeadlineAfter(5, TimeUnit.SECONDS)
                        .handshake(HELLO));
            }
        } finally {
            channels.forEach(ManagedChannel::shutdownNow);
        }
    }

    /** An authority signs: its certificates come in while they are valid, those of another authority and expired ones do not. */
    @Test
    void onlyValidCertificatesOfTheAuthorityComeIn() throws Exception {
        certificate("server");
        certificate("ca");
        certificate("other");
        certificate("ca", "alice", "-validity", "30", "-signer", "ca");
        certificate("ca", "late", "-startdate", "-10d", "-validity", "5", "-signer", "ca");
        certificate("ca", "early", "-startdate", "+5d", "-validity", "5", "-signer", "ca");
        certificate("other", "mallory", "-validity", "30", "-signer", "other");
        Security mutual = new Security(
                Optional.of(folder.resolve("server.pem")),
                Optional.of(folder.resolve("server.key")),
                Optional.of(folder.resolve("ca.pem")),
                Optional.empty(),
                false);
        ServerConfig config = ServerConfig.with(Map.of("port", "0"));
        try (LoanServer server = LoanServer.start(config, mutual, Doors.TCP, Optional.empty(), "test")) {
            assertEquals("CN=alice", callerWith(server, "alice"));
            for (String refused : List.of("late", "early", "mallory", "other")) {
                TestServer.refused(Status.Code.UNAVAILABLE, () -> callerWith(server, refused));
            }
            assertEquals("CN=alice", callerWith(server, "alice"));
        }
    }

    private String callerWith(LoanServer server, String name) {
        try {
            ManagedChannel channel = tls(
                    server.port(),
                    TlsChannelCredentials.newBuilder()
                            .trustManager(folder.resolve("server.pem").toFile())
                            .keyManager(
                                    folder.resolve(name + ".pem").toFile(),
                                    folder.resolve(name + ".key").toFile()));
            try {
                return LoanTwinGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(20, TimeUnit.SECONDS)
                        .serverInfo(io.github.loantwin.proto.v1.ServerInfoRequest.getDefaultInstance())
                        .getCaller();
            } finally {
                channel.shutdownNow();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void randomBytesOnThePortDisturbNobody() throws Exception {
        try (TestServer server = new TestServer(Map.of())) {
            Random random = new Random(7);
            byte[] preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 60; i++) {
                byte[] noise = new byte[random.nextInt(5_000)];
                random.nextBytes(noise);
                try (Socket socket = new Socket("127.0.0.1", server.server.port())) {
                    OutputStream out = socket.getOutputStream();
                    if (i % 2 == 0) {
                        out.write(preface);
                    }
                    out.write(noise);
                    out.flush();
                } catch (IOException closedByServer) {
                    continue;
                }
            }
            assertEquals("test", server.stub.handshake(HELLO).getServerVersion());
        }
    }

    @Test
    void tooMuchMetadataIsRefused() throws Exception {
        try (TestServer server = new TestServer(Map.of("connection.metadataBytes", "4096"))) {
            for (int size : new int[] {1_000, 20_000}) {
                Metadata headers = new Metadata();
                headers.put(Metadata.Key.of("x-padding", Metadata.ASCII_STRING_MARSHALLER), "a".repeat(size));
                var stub = server.stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
                if (size < 4096) {
                    stub.handshake(HELLO);
                } else {
                    assertThrows(StatusRuntimeException.class, () -> stub.handshake(HELLO));
                }
            }
            assertEquals("test", server.stub.handshake(HELLO).getServerVersion());
        }
    }

    @Test
    void aMessageHasTheLimitOfItsMethod() throws Exception {
        Map<String, String> limits = Map.of("messages.bytes", "20000", "messages.batchBytes", "200000");
        try (TestServer server = new TestServer(limits)) {
            CreateSessionRequest large = CreateSessionRequest.newBuilder()
                    .setWorld(World.newBuilder().setYaml("#".repeat(30_000)))
                    .build();
            StatusRuntimeException e =
                    TestServer.refused(Status.Code.RESOURCE_EXHAUSTED, () -> server.stub.createSession(large));
            assertEquals(Reason.REASON_TOO_LARGE, TestServer.detail(e).getReason());
            String id = server.open(1).getSessionId();
            server.reset(id, 1);
            StepRequest medium = TestServer.step(id, 0, new float[9_000]);
            TestServer.refused(Status.Code.INVALID_ARGUMENT, () -> server.stub.step(medium));
            StepRequest huge = TestServer.step(id, 0, new float[90_000]);
            TestServer.refused(Status.Code.RESOURCE_EXHAUSTED, () -> server.stub.step(huge));
            server.stub.step(TestServer.step(id, 0, new float[3]));
        }
    }

    /** Both names of the service: many clients know the older one only. */
    @Test
    void reflectionListsTheServicesUnderBothItsNames() throws Exception {
        try (TestServer server = new TestServer(Map.of())) {
            List<String> services = List.of(
                    "grpc.health.v1.Health",
                    "grpc.reflection.v1.ServerReflection",
                    "grpc.reflection.v1alpha.ServerReflection",
                    "loantwin.v1.LoanTwin");
            assertEquals(services, services(server, "grpc.reflection.v1.ServerReflection"));
            assertEquals(services, services(server, "grpc.reflection.v1alpha.ServerReflection"));
        }
    }

    /** Asks as the older clients do: the messages of both names have the same bytes. */
    private static List<String> services(TestServer server, String reflection) {
        var wire = ServerReflectionGrpc.getServerReflectionInfoMethod().toBuilder()
                .setFullMethodName(reflection + "/ServerReflectionInfo")
                .build();
        CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
        StreamObserver<ServerReflectionRequest> asks = ClientCalls.asyncBidiStreamingCall(
                server.channel.newCall(wire, CallOptions.DEFAULT), new StreamObserver<>() {
                    @Override
                    public void onNext(ServerReflectionResponse response) {
                        answer.complete(response);
                    }

                    @Override
                    public void onError(Throwable e) {
                        answer.completeExceptionally(e);
                    }

                    @Override
                    public void onCompleted() {}
                });
        asks.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
        List<String> names =
                answer.orTimeout(10, TimeUnit.SECONDS).join().getListServicesResponse().getServiceList().stream()
                        .map(io.grpc.reflection.v1.ServiceResponse::getName)
                        .sorted()
                        .toList();
        asks.onCompleted();
        return names;
    }
}
