package io.github.loantwin.proto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.github.loantwin.proto.v1.Service;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The protocol stays compatible with every client out there, and every part of it is explained. */
class ProtocolTest {
    private static final String GOLDEN = "protocol-v1.txt";

    @Test
    void everythingThatWasPromisedIsStillThere() throws IOException {
        List<String> broken = new ArrayList<>(golden());
        broken.removeAll(current());
        assertTrue(
                broken.isEmpty(),
                () -> "An old client would misread the new protocol. Add fields under new numbers instead:\n"
                        + String.join("\n", broken));
    }

    @Test
    void everythingNewIsWrittenDownAsPromised() throws IOException {
        List<String> added = new ArrayList<>(current());
        added.removeAll(golden());
        assertTrue(
                added.isEmpty(),
                () -> "New parts of the protocol must be added to " + GOLDEN + ", sorted:\n"
                        + String.join("\n", added));
    }

    @Test
    void everyMessageButTheMirrorKeepsNumbersFree() {
        for (FileDescriptor file : files()) {
            for (Descriptor message : file.getMessageTypes()) {
                boolean free = message.toProto().getReservedRangeList().stream()
                        .anyMatch(range -> range.getStart() == 900 && range.getEnd() == 1000);
                assertEquals(
                        !message.getName().equals("RpcStatus")
                                && !message.getOptions().getMapEntry(),
                        free,
                        message.getFullName());
            }
        }
    }

    @Test
    void everyPartHasAComment() throws IOException {
        List<String> bare = new ArrayList<>();
        Path folder = Path.of("src/main/proto/loantwin/v1");
        try (Stream<Path> sources = Files.list(folder)) {
            for (Path source : sources.sorted().toList()) {
                bare.addAll(withoutComment(source));
            }
        }
        assertEquals(List.of(), bare);
    }

    /** The comment of an array names its dtype and its shape, or the one of a single kind where the field holds any. */
    @Test
    void everyArrayHasADtypeAndAShape() throws IOException {
        List<String> vague = new ArrayList<>();
        int arrays = 0;
        Path folder = Path.of("src/main/proto/loantwin/v1");
        try (Stream<Path> sources = Files.list(folder)) {
            for (Path source : sources.sorted().toList()) {
                StringBuilder comment = new StringBuilder();
                for (String line : Files.readAllLines(source)) {
                    String text = line.strip();
                    if (text.startsWith("NDArray ")) {
                        arrays++;
                        boolean clear = comment.toString()
                                .matches("(?s).*\\b(float32|float64|int64|int32|uint8|bool)\\b.*of shape \\(.*");
                        if (!clear && !text.equals("NDArray array = 2;")) { // NamedArray, which holds any
                            vague.add(source.getFileName() + ": " + text);
                        }
                    }
                    comment = text.startsWith("//") ? comment.append(text).append(' ') : new StringBuilder();
                }
            }
        }
        assertTrue(arrays > 40, "arrays: " + arrays);
        assertEquals(List.of(), vague);
    }

    private static List<String> withoutComment(Path source) throws IOException {
        List<String> bare = new ArrayList<>();
        String before = "";
        for (String line : Files.readAllLines(source)) {
            String text = line.strip();
            boolean part = text.matches("(message|enum|service|oneof|rpc) .*")
                    || text.matches("[\\w.<>, ]+ = \\d+;") && !text.startsWith("option");
            if (part && !before.startsWith("//")) {
                bare.add(source.getFileName() + ": " + text);
            }
            before = text;
        }
        return bare;
    }

    private static Set<String> golden() throws IOException {
        try (InputStream in = ProtocolTest.class.getResourceAsStream(GOLDEN)) {
            return new TreeSet<>(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList());
        }
    }

    private static List<FileDescriptor> files() {
        List<FileDescriptor> files = new ArrayList<>();
        collect(Service.getDescriptor(), files);
        return files;
    }

    private static void collect(FileDescriptor file, List<FileDescriptor> files) {
        if (!file.getPackage().equals("loantwin.v1") || files.contains(file)) {
            return;
        }
        files.add(file);
        file.getDependencies().forEach(dependency -> collect(dependency, files));
    }

    private static Set<String> current() {
        Set<String> lines = new TreeSet<>();
        for (FileDescriptor file : files()) {
            file.getMessageTypes().forEach(message -> add(message, lines));
            file.getEnumTypes().forEach(type -> add(type, lines));
            file.getServices().forEach(service -> add(service, lines));
        }
        return lines;
    }

    private static void add(Descriptor message, Set<String> lines) {
        lines.add("message " + message.getFullName());
        for (FieldDescriptor field : message.getFields()) {
            FieldDescriptorProto proto = field.toProto();
            String type = proto.getTypeName().isEmpty() ? field.getType().name().toLowerCase() : proto.getTypeName();
            String label = field.isRepeated() ? "repeated " : proto.getProto3Optional() ? "optional " : "";
            String oneof = field.getRealContainingOneof() == null
                    ? ""
                    : " of " + field.getRealContainingOneof().getName();
            lines.add("field " + field.getFullName() + " = " + field.getNumber() + " " + label + type + oneof);
        }
        message.getNestedTypes().forEach(nested -> add(nested, lines));
        message.getEnumTypes().forEach(nested -> add(nested, lines));
    }

    private static void add(EnumDescriptor type, Set<String> lines) {
        for (EnumValueDescriptor value : type.getValues()) {
            lines.add("enum " + type.getFullName() + "." + value.getName() + " = " + value.getNumber());
        }
    }

    private static void add(ServiceDescriptor service, Set<String> lines) {
        for (MethodDescriptor method : service.getMethods()) {
            lines.add("rpc " + method.getFullName() + "("
                    + stream(method.toProto().getClientStreaming())
                    + method.getInputType().getFullName() + ") returns ("
                    + stream(method.toProto().getServerStreaming())
                    + method.getOutputType().getFullName() + ")");
        }
    }

    private static String stream(boolean streaming) {
        return streaming ? "stream " : "";
    }
}
