package io.github.loantwin.server.cli;

import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import io.github.loantwin.server.grpc.Scope;
import io.github.loantwin.server.grpc.Tokens;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tokens of the server's callers. */
@Command(
        name = "token",
        header = "Make, list and revoke the tokens that callers of a server show.",
        description =
                "Tokens are 256 random bits; the file keeps their SHA-256 only. A running server sees a change within a"
                        + " second.",
        footer = {
            "  twin token create alice --days 90",
            "  twin token create dashboard --scope read",
            "  twin token list",
            "  twin token revoke 1f0c9a3e",
        },
        subcommands = {TokenCommand.Create.class, TokenCommand.Tabulate.class, TokenCommand.Revoke.class})
final class TokenCommand implements Runnable {
    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do: create, list or revoke.");
    }

    /** What the subcommands share. */
    abstract static class OnFile extends TwinCommand {
        @Option(
                names = "--tokens",
                paramLabel = "FILE",
                description = "File of the tokens (default: ~/.config/loantwin/tokens.json).")
        private Path file;

        final Path file() {
            return TokenFile.of(file);
        }

        final Tokens tokens() {
            return Tokens.in(file());
        }
    }

    /** Makes a token. */
    @Command(
            name = "create",
            header = "Make a token, and show it once.",
            footer = {"  twin token create alice --days 90", "  twin token create dashboard --scope read"})
    static final class Create extends OnFile {
        @Parameters(paramLabel = "NAME", description = "Who or what will hold it; for lists and logs.")
        private String name;

        @Option(names = "--days", paramLabel = "DAYS", description = "Days until it ends (default: never).")
        private Integer days;

        @Option(
                names = "--scope",
                split = ",",
                paramLabel = "SCOPE",
                defaultValue = "read,env,study",
                description = "What it allows: read (ask what there is), env (sessions), study (replays, optimisation,"
                        + " counterfactuals); default: all.")
        private List<String> scopes = new ArrayList<>();

        @Override
        public Integer call() {
            if (name.isBlank() || name.length() > 64) {
                throw Problem.badInput("A name must have 1 to 64 characters, got '" + name + "'.", "shorten it.");
            }
            if (days != null && (days < 1 || days > 36_500)) {
                throw Problem.badInput("--days must be in [1, 36500], got " + days + ".", "leave it out for no end.");
            }
            Set<Scope> allowed = new TreeSet<>();
            scopes.forEach(scope -> allowed.add(Scope.ofKey(scope)));
            Optional<Instant> end =
                    Optional.ofNullable(days).map(d -> Instant.now().plus(Duration.ofDays(d)));
            Tokens.Fresh fresh = tokens().create(name, allowed, end);
            if (global().output() == OutputFormat.JSON) {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("id", fresh.entry().id());
                json.put("name", name);
                json.put("token", fresh.token());
                json.put("expires", fresh.entry().expires());
                printJson(json);
                return ExitCode.OK;
            }
            out().println(fresh.token());
            out().flush();
            note("This is the token of " + name + " (id " + fresh.entry().id()
                    + "); it is stored nowhere, so keep it now.");
            return ExitCode.OK;
        }
    }

    /** Lists tokens. */
    @Command(name = "list", header = "List the tokens, without the secrets.", footer = "  twin token list")
    static final class Tabulate extends OnFile {
        @Override
        public Integer call() {
            ReportTable table = new ReportTable(
                    "",
                    TableColumn.text("id", "Id"),
                    TableColumn.text("name", "Name"),
                    TableColumn.text("scopes", "Scopes"),
                    TableColumn.text("created", "Created"),
                    TableColumn.text("expires", "Expires"),
                    TableColumn.text("state", "State"));
            for (Tokens.Entry entry : tokens().entries()) {
                String state = entry.revoked() ? "revoked" : entry.goodAt(Instant.now()) ? "good" : "expired";
                table.row(
                        entry.id(),
                        entry.name(),
                        String.join(",", entry.scopes()),
                        entry.created(),
                        entry.expires().isEmpty() ? "never" : entry.expires(),
                        state);
            }
            print(table);
            return ExitCode.OK;
        }
    }

    /** Revokes a token. */
    @Command(name = "revoke", header = "Revoke a token.", footer = "  twin token revoke 1f0c9a3e")
    static final class Revoke extends OnFile {
        @Parameters(paramLabel = "ID", description = "Id of the token, see 'twin token list'.")
        private String id;

        @Override
        public Integer call() {
            if (!tokens().revoke(id)) {
                throw Problem.badInput(
                        "There is no token " + id + " in " + file() + " that could be revoked.",
                        "see 'twin token list'.");
            }
            note("Revoked " + id + "; running servers refuse it within a second.");
            return ExitCode.OK;
        }
    }
}
