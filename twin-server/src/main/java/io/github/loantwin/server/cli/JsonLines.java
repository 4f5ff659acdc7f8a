package io.github.loantwin.server.cli;

import io.github.loantwin.server.grpc.CallLine;
import io.github.loantwin.server.grpc.LoanServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes each record of the log as one line of JSON: time, level, logger, message, the fields of a call, and the error with its
 * trace.
 */
final class JsonLines extends Formatter {
    @Override
    public String format(LogRecord record) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", Instant.ofEpochMilli(record.getMillis()).toString());
        line.put("level", record.getLevel().getName());
        line.put("logger", record.getLoggerName());
        line.put("message", formatMessage(record));
        if (record.getParameters() != null && record.getParameters()[0] instanceof CallLine call) {
            addCall(call, line);
        }
        if (record.getThrown() != null) {
            StringWriter trace = new StringWriter();
            record.getThrown().printStackTrace(new PrintWriter(trace));
            line.put("error", trace.toString());
        }
        return JsonMapper.shared().writeValueAsString(line) + "\n";
    }

    private static void addCall(CallLine call, Map<String, Object> line) {
        line.put("method", call.method());
        line.put("status", call.status());
        line.put("ms", call.millis());
        line.put("caller", call.caller());
        line.put("peer", call.peer());
        line.put("session", call.session());
        line.put("request", call.request());
    }

    /** Makes the handlers of the program write lines of JSON, every call included. */
    static void install() {
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            handler.setFormatter(new JsonLines());
            handler.setLevel(Level.FINE);
        }
        CALLS.setLevel(Level.FINE);
    }

    /** Held, because a logger that nobody holds may lose its level. */
    private static final Logger CALLS = Logger.getLogger(LoanServer.CALL_LOG);
}
