package io.github.loantwin.server.cli;

import io.github.loantwin.server.grpc.Doors;
import io.github.loantwin.server.grpc.LoanServer;
import io.github.loantwin.server.grpc.MetricsPage;
import io.github.loantwin.server.grpc.Security;
import io.github.loantwin.server.grpc.ServerConfig;
import io.github.loantwin.server.grpc.Tokens;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Serves environments over gRPC. */
@Command(
        name = "serve",
        header = "Serve environments to other programs over gRPC.",
        description = {
            "Listens on 127.0.0.1 for programs of this machine; with --socket also on a Unix socket that only you can use."
                    + " Another address needs TLS (--tls-cert, --tls-key), and callers then need a token ('twin token create"
                    + " NAME') or, with --client-ca, a certificate. Limits are keys of configs/server.yaml; --set changes"
                    + " one.",
            "",
            "Stops on Ctrl-C or SIGTERM: health says NOT_SERVING, calls in flight are finished, then the process ends."
                    + " The variable LOANTWIN_TOKEN, if set, is a token that is good as long as the server runs.",
        },
        footer = {
            "  twin serve",
            "  twin serve --port 0 --output json                          any free port, told as JSON",
            "  twin serve --socket /run/user/1000/loantwin.sock --no-tcp",
            "  twin serve --address 0.0.0.0 --tls-cert server.pem --tls-key server.key",
            "  twin serve --metrics-port 9464 --set sessions.perClient=10",
        })
final class ServeCommand extends TwinCommand {
    private static final String TOKEN_VARIABLE = "LOANTWIN_TOKEN";

    /** Who is let in. */
    private enum Auth {
        AUTO,
        NONE,
        TOKEN
    }

    /** How the log is written. */
    private enum Log {
        TEXT,
        JSON
    }

    @Option(names = "--config", paramLabel = "FILE", description = "A file like configs/server.yaml.")
    private Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Change a key of the server's configuration; may be repeated.")
    private Map<String, String> changes = new LinkedHashMap<>();

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description = "Address to listen on (default: 127.0.0.1); another machine's needs TLS or --insecure.")
    private String address;

    @Option(names = "--port", paramLabel = "PORT", description = "Port of TCP, 0 for any free one (default: 50051).")
    private Integer port;

    @Option(
            names = "--socket",
            paramLabel = "PATH",
            description = "Listen on a Unix socket too; at most 100 bytes long.")
    private Path socket;

    @Option(names = "--no-tcp", description = "Listen on the Unix socket only.")
    private boolean noTcp;

    @Option(names = "--tls-cert", paramLabel = "FILE", description = "Certificate chain of the server, PEM.")
    private Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "Its private key, PEM, PKCS 8.")
    private Path key;

    @Option(
            names = "--client-ca",
            paramLabel = "FILE",
            description = "Mutual TLS: clients need a certificate that one of these signed, PEM.")
    private Path clientCa;

    @Option(names = "--insecure", description = "Allow an address of another machine without TLS.")
    private boolean insecure;

    @Option(
            names = "--auth",
            paramLabel = "WHO",
            defaultValue = "auto",
            description =
                    "Who may call: token (with a token), none (everyone who reaches it), or auto: tokens beyond this"
                            + " machine unless clients have certificates, and where LOANTWIN_TOKEN is set"
                            + " (default: ${DEFAULT-VALUE}).")
    private Auth auth;

    @Option(names = "--tokens", paramLabel = "FILE", description = "File of the tokens (see 'twin token').")
    private Path tokens;

    @Option(
            names = "--policies",
            paramLabel = "FOLDER",
            description = "Offer the trained policies in this folder, such as runs, to Act, Rollout and studies.")
    private Path policies;

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description = "Show figures for Prometheus on http://127.0.0.1:PORT/metrics.")
    private Integer metricsPort;

    @Option(
            names = "--log",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description =
                    "How the log on standard error is written: text (faults only) or json (one line each, calls too;"
                            + " default: ${DEFAULT-VALUE}).")
    private Log log;

    @Option(
            names = "--parent-stdin",
            description =
                    "End when standard input closes: for a program that starts a server and may be killed. The folder of"
                            + " the Unix socket goes too, if nothing else is in it.")
    private boolean parentStdin;

    @Override
    public Integer call() throws Exception {
        if (log == Log.JSON) {
            JsonLines.install();
        }
        ServerConfig resolved = resolved();
        Security security = security(resolved);
        try (LoanServer server = start(resolved, security);
                Closed metrics = metrics(server)) {
            Thread drain = new Thread(() -> end(server), "twin-drain");
            Runtime.getRuntime().addShutdownHook(drain);
            tell(resolved, security, server, metrics);
            if (parentStdin) {
                endWithParent();
            }
            server.awaitStop();
        }
        return ExitCode.OK;
    }

    private ServerConfig resolved() throws IOException {
        Map<String, String> all = new LinkedHashMap<>(changes);
        if (address != null) {
            all.put("address", address);
        }
        if (port != null) {
            all.put("port", port.toString());
        }
        return config == null ? ServerConfig.with(all) : ServerConfig.read(config, all);
    }

    private Security security(ServerConfig resolved) throws IOException {
        Security open = new Security(
                Optional.ofNullable(certificate),
                Optional.ofNullable(key),
                Optional.ofNullable(clientCa),
                Optional.empty(),
                insecure);
        String token = System.getenv(TOKEN_VARIABLE);
        boolean given = token != null && !token.isEmpty();
        boolean beyond = !noTcp && !InetAddress.getByName(resolved.address()).isLoopbackAddress();
        if (auth == Auth.NONE || auth == Auth.AUTO && !given && !(beyond && clientCa == null)) {
            return open;
        }
        Tokens stored = Tokens.in(TokenFile.of(tokens));
        Tokens all = given ? stored.and(token) : stored;
        if (all.isEmpty()) {
            throw Problem.badInput(
                    "Callers of " + resolved.address() + " need a token, and there is none in " + TokenFile.of(tokens)
                            + ".",
                    "make one: twin token create NAME.");
        }
        return open.with(all);
    }

    private LoanServer start(ServerConfig resolved, Security security) throws IOException {
        Doors doors = new Doors(!noTcp, Optional.ofNullable(socket));
        try {
            return LoanServer.start(resolved, security, doors, Optional.ofNullable(policies), Versions.release());
        } catch (IOException e) {
            if (e instanceof BindException || e.getCause() instanceof BindException) {
                throw Problem.failed(
                        "Cannot listen on " + resolved.address() + ":" + resolved.port() + ": it is taken.",
                        "another server runs already; choose another port: --port 0 takes any free one.");
            }
            throw e;
        }
    }

    /** Something to close, whose closing throws nothing. */
    private record Closed(Optional<MetricsPage> page) implements AutoCloseable {
        @Override
        public void close() {
            page.ifPresent(MetricsPage::close);
        }
    }

    private Closed metrics(LoanServer server) throws IOException {
        return new Closed(metricsPort == null ? Optional.empty() : Optional.of(new MetricsPage(server, metricsPort)));
    }

    private void end(LoanServer server) {
        try {
            server.drain();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (parentStdin && socket != null) {
            removeIfEmpty(socket.toAbsolutePath().getParent());
        }
    }

    /** The parent made the folder and may have been killed, so that nobody else removes it. */
    private static void removeIfEmpty(Path folder) {
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // something else is in it, or it is not ours: it stays
        }
    }

    private static void endWithParent() {
        Thread watcher = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            // what the parent writes is not for us; only the end counts
                        }
                    } catch (IOException e) {
                        // the same as the end
                    }
                    System.exit(ExitCode.OK);
                },
                "twin-parent");
        watcher.setDaemon(true);
        watcher.start();
    }

    private void tell(ServerConfig resolved, Security security, LoanServer server, Closed metrics)
            throws UnknownHostException {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("event", "listening");
        facts.put("version", Versions.release());
        facts.put("address", noTcp ? "" : resolved.address());
        facts.put("port", server.port());
        facts.put("socket", socket == null ? "" : socket.toAbsolutePath().toString());
        facts.put("tls", security.tls());
        facts.put("mutual_tls", security.clientCa().isPresent());
        facts.put("tokens", security.tokens().isPresent());
        facts.put("metrics", metrics.page().map(MetricsPage::port).orElse(-1));
        facts.put("pid", ProcessHandle.current().pid());
        if (global().output() == OutputFormat.TABLE) {
            tellPeople(facts);
        } else {
            out().println(JsonMapper.shared().writeValueAsString(facts));
        }
        out().flush();
    }

    /** Returns host and port for a client: of a server that listens on every address, the name of its certificate is not known. */
    private static String reachable(Map<String, Object> facts) throws UnknownHostException {
        String address = facts.get("address").toString();
        boolean every = InetAddress.getByName(address).isAnyLocalAddress();
        return (every ? "HOST" : address) + ":" + facts.get("port");
    }

    private void tellPeople(Map<String, Object> facts) throws UnknownHostException {
        String tcp = facts.get("address") + ":" + facts.get("port");
        boolean guarded = (boolean) facts.get("tokens");
        String who = guarded
                ? "callers need a token"
                : (boolean) facts.get("mutual_tls") ? "callers need a certificate" : "no token needed";
        out().println("LoanTwin " + facts.get("version") + " serves environments.");
        if (!noTcp) {
            out().println("  TCP          " + tcp + ", " + ((boolean) facts.get("tls") ? "TLS" : "not encrypted") + ", "
                    + who);
        }
        if (socket != null) {
            out().println("  Unix socket  " + facts.get("socket") + ", for your own programs only, "
                    + (guarded ? "with a token" : "no token needed"));
        }
        if (metricsPort != null) {
            out().println("  Metrics      http://127.0.0.1:" + facts.get("metrics") + "/metrics");
        }
        boolean tls = !noTcp && (boolean) facts.get("tls");
        String target = noTcp ? "unix:" + facts.get("socket") : reachable(facts);
        out().println("Connect");
        out().println("  Python       gymnasium.make(\"loantwin:loantwin/LoanPortfolio-v0\", address=\""
                + (tls ? "https://" : "") + target + "\"" + (guarded ? ", token=\"TOKEN\"" : "") + ")");
        out().println("  grpcurl      grpcurl " + (tls ? "" : "-plaintext ")
                + (guarded ? "-H \"authorization: Bearer TOKEN\" " : "") + target + " list");
        out().println("Ctrl-C stops it; calls in flight are finished first.");
    }
}
