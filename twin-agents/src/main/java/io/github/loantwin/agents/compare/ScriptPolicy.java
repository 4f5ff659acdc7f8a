package io.github.loantwin.agents.compare;

import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.ObservationLayout;
import io.github.loantwin.env.Policy;
import io.github.loantwin.env.StepInfo;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A policy in any language: a program that reads lines of JSON on standard input and answers with lines of JSON.
 *
 * <pre>
 * to the program                                                        its answer
 * {"type":"hello","protocol":1,"observation":[13 names],                {"ready":true}
 *  "action":[3 names],"low":[3],"high":[3]}
 * {"type":"reset","nonce":0.123...}                                     none
 * {"type":"act","observation":[13 numbers],"info":{name: number}}       {"action":[3 numbers]}
 * {"type":"close"}, then end of input                                   none; it ends
 * </pre>
 *
 * <p>{@code nonce} in [0, 1) is fixed by the world, for programs that act at random; the seed itself is not told. {@code info} has
 * the published figures of {@code docs/environment.md}. The program must flush each answer; what it writes to standard error
 * passes through. An answer later than 30 seconds, of another form or outside the box ends the comparison with an error.
 */
final class ScriptPolicy implements Policy, AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;
    private static final String END = "";

    private final String command;
    private final Process process;
    private final BufferedWriter in;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private Map<String, Double> info = Map.of();

    /** Starts the program; words of the command are parted by blanks. */
    ScriptPolicy(String command) {
        this.command = command;
        try {
            process = new ProcessBuilder(command.strip().split("\\s+"))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the script '" + command + "' must start, got: " + e.getMessage()
                            + ".\nMaybe the program is not installed, or the path is relative to another folder.",
                    e);
        }
        in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        Thread reader = new Thread(this::readAnswers, "loantwin-script");
        reader.setDaemon(true);
        reader.start();
        Map<String, Object> hello = new LinkedHashMap<>();
        hello.put("type", "hello");
        hello.put("protocol", 1);
        hello.put("observation", ObservationLayout.NAMES);
        hello.put("action", ActionLayout.NAMES);
        hello.put("low", bounds(-1));
        hello.put("high", bounds(1));
        if (!ask(hello).path("ready").asBoolean(false)) {
            throw wrong("must answer hello with {\"ready\":true}", "something else");
        }
    }

    private static List<Float> bounds(int sign) {
        List<Float> bounds = new ArrayList<>();
        for (int c = 0; c < ActionLayout.SIZE; c++) {
            bounds.add(sign * ActionLayout.bound(c));
        }
        return bounds;
    }

    private void readAnswers() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (!line.isBlank()) {
                    answers.add(line);
                }
            }
        } catch (IOException e) {
            // the program has gone: said below
        }
        answers.add(END);
    }

    @Override
    public void reset(long seed) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", "reset");
        message.put("nonce", new Draws(seed).uniform(Stream.POLICY, ActionLayout.SIZE, 0));
        send(message);
    }

    @Override
    public void inform(StepInfo published) {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (InfoField field : InfoField.values()) {
            double value = published.get(field);
            figures.put(field.key(), Double.isFinite(value) ? value : null);
        }
        info = figures;
    }

    @Override
    public void act(float[] observation, float[] action) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", "act");
        message.put("observation", observation);
        message.put("info", info);
        JsonNode answer = ask(message).path("action");
        if (!answer.isArray() || answer.size() != ActionLayout.SIZE) {
            throw wrong("must answer act with {\"action\":[" + ActionLayout.SIZE + " numbers]}", answer.toString());
        }
        for (int c = 0; c < action.length; c++) {
            JsonNode number = answer.get(c);
            float value = number.isNumber() ? (float) number.asDouble() : Float.NaN;
            float bound = ActionLayout.bound(c);
            if (!(value >= -bound && value <= bound)) {
                throw wrong(
                        "must give " + ActionLayout.NAMES.get(c) + " in [" + -bound + ", " + bound + "]",
                        number.toString());
            }
            action[c] = value;
        }
    }

    private void send(Map<String, Object> message) {
        try {
            in.write(JsonMapper.shared().writeValueAsString(message));
            in.write('\n');
            in.flush();
        } catch (IOException e) {
            throw wrong("must go on reading until it is told to close", "the end of the program");
        }
    }

    private JsonNode ask(Map<String, Object> message) {
        send(message);
        try {
            String line = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw wrong("must answer within " + PATIENCE_SECONDS + " seconds", "no answer");
            }
            if (line.equals(END)) {
                throw wrong("must answer until it is told to close", "the end of the program");
            }
            return JsonMapper.shared().readTree(line);
        } catch (JacksonException e) {
            throw wrong("must answer with one line of JSON", e.getOriginalMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the comparison was interrupted", e);
        }
    }

    private IllegalArgumentException wrong(String rule, String got) {
        process.destroy();
        return new IllegalArgumentException(
                "the script '" + command + "' " + rule + ", got " + got
                        + ".\nMaybe it does not flush its output, or prints something else to it; docs/experiments.md has an example.");
    }

    @Override
    public void close() {
        try {
            send(Map.of("type", "close"));
            in.close();
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroy();
            }
        } catch (IOException | IllegalArgumentException e) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
