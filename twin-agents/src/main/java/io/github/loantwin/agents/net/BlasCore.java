package io.github.loantwin.agents.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * Which kernels OpenBLAS has chosen for this processor. Sums are rounded in another order under another core type, so that equal
 * seeds give equal weights on one core type only; {@code OPENBLAS_CORETYPE} pins it.
 */
public final class BlasCore {
    private static final Pattern CORE = Pattern.compile("Core: (\\S+)");

    private BlasCore() {}

    /** Returns the core type, such as Haswell or Zen; "unknown" if OpenBLAS does not tell. */
    public static String name() {
        ProcessBuilder builder = new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Ask.class.getName());
        builder.environment().put("OPENBLAS_VERBOSE", "2");
        builder.redirectErrorStream(true);
        try {
            Process process = builder.start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            Matcher core = CORE.matcher(text);
            return core.find() ? core.group(1) : "unknown";
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }

    /** Loads OpenBLAS, which then says on standard error what it has chosen. */
    static final class Ask {
        private Ask() {}

        public static void main(String[] arguments) {
            try (FloatPointer one = new FloatPointer(1f)) {
                openblas_nolapack.cblas_sdot(1, one, 1, one, 1);
            }
        }
    }
}
