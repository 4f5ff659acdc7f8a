package io.github.loantwin.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one clear message and an exit code. */
final class Errors {
    private Errors() {}

    /** Wrong usage: the message, the nearest options or commands, and where the help is. */
    static final class OfUsage implements IParameterExceptionHandler {
        private final Style style;

        OfUsage(Terminal terminal) {
            this.style = terminal.errorStyle();
        }

        @Override
        public int handleParseException(ParameterException exception, String[] arguments) {
            CommandLine command = exception.getCommandLine();
            PrintWriter error = command.getErr();
            error.println(style.red("twin: ") + exception.getMessage());
            UnmatchedArgumentException.printSuggestions(exception, error);
            error.println("Maybe '" + command.getCommandSpec().qualifiedName() + " --help' helps.");
            error.flush();
            return ExitCode.BAD_INPUT;
        }
    }

    /** A command that could not do its work. */
    static final class OfExecution implements IExecutionExceptionHandler {
        private final Style style;

        OfExecution(Terminal terminal) {
            this.style = terminal.errorStyle();
        }

        @Override
        public int handleExecutionException(Exception exception, CommandLine command, ParseResult result) {
            PrintWriter error = command.getErr();
            if (debug(command)) {
                exception.printStackTrace(error);
            }
            String message = message(exception);
            error.println(style.red("twin: ") + message);
            if (!debug(command) && unexpected(exception)) {
                error.println("Maybe this is a fault of LoanTwin: the same command with --debug shows where.");
            } else if (exitCode(exception) == ExitCode.BAD_INPUT && !message.contains("\nMaybe ")) {
                error.println("Maybe '" + command.getCommandSpec().qualifiedName() + " --help' helps.");
            }
            error.flush();
            return exitCode(exception);
        }

        private static boolean debug(CommandLine command) {
            return command.getMixins().get(GlobalOptions.NAME) instanceof GlobalOptions global && global.debug();
        }
    }

    /** Returns what to tell about an exception. */
    static String message(Throwable exception) {
        if (exception instanceof UncheckedIOException wrapped) {
            return message(wrapped.getCause());
        }
        if (exception instanceof NoSuchFileException missing) {
            return "There is no file " + missing.getFile() + ".\nMaybe the path is relative to another folder.";
        }
        if (exception instanceof CharacterCodingException) {
            return "A file to read must be text in UTF-8, got one with other bytes.\nMaybe it is compressed, or of a"
                    + " program with a format of its own: save it as text.";
        }
        boolean silent = exception.getMessage() == null;
        boolean plain = !silent && !unexpected(exception) && !(exception instanceof IOException);
        return plain
                ? exception.getMessage()
                : exception.getClass().getSimpleName() + (silent ? "." : ": " + exception.getMessage());
    }

    /** Returns the exit code of an exception: what the user gave, or a failure. */
    static int exitCode(Throwable exception) {
        if (exception instanceof Problem problem) {
            return problem.exitCode();
        }
        if (exception instanceof UncheckedIOException wrapped) {
            return exitCode(wrapped.getCause());
        }
        boolean given = exception instanceof IllegalArgumentException
                || exception instanceof NoSuchFileException
                || exception instanceof CharacterCodingException;
        return given ? ExitCode.BAD_INPUT : ExitCode.FAILED;
    }

    /** Returns whether an exception is none of the kinds that carry a message for the user. */
    private static boolean unexpected(Throwable exception) {
        boolean meant = exception instanceof Problem
                || exception instanceof IllegalArgumentException
                || exception instanceof IllegalStateException
                || exception instanceof IOException
                || exception instanceof UncheckedIOException;
        return !meant;
    }
}
