package farestream.lambda;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;

/// A packed function in a process of its own, as Lambda runs it: the jar unpacked into a
/// folder, the real runtime interface client on the class path, the flags of Lambda's Java
/// runtime.
public final class FunctionProcess implements AutoCloseable {
  private static final Path TARGET =
      Path.of(System.getProperty("farestream.home"), "lambda", "target");

  /// With which Lambda was seen to start its runtimes of Java 17 and 21, but for its archive of
  /// classes. Those of `java25` aren't known; for SnapStart it is said to let C2 compile, too.
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Djava.net.preferIPv4Stack=true",
          "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
          "--enable-native-access=ALL-UNNAMED");

  private final RuntimeApi api;
  private final Path folder;
  private final long startedNanos = System.nanoTime();
  private final Process process;

  private FunctionProcess(RuntimeApi api, Path folder, ProcessBuilder builder) throws IOException {
    this.process = builder.start();
    this.api = api;
    this.folder = folder;
  }

  /// How a function is started.
  ///
  /// @param jar in `lambda/target`
  /// @param handler its class
  /// @param prefix what stands before `java`, such as `taskset -c 0`
  /// @param flags of the JVM, besides Lambda's
  public record Packed(String jar, String handler, List<String> prefix, List<String> flags) {
    public static final Packed TRIPS =
        new Packed("farestream-function.jar", "farestream.lambda.TripStreamHandler");
    public static final Packed MIGRATION =
        new Packed("farestream-migration.jar", "farestream.lambda.MigrationHandler");

    private Packed(String jar, String handler) {
      this(jar, handler, List.of(), List.of());
    }
  }

  public static FunctionProcess start(Packed packed, Map<String, String> environment)
      throws IOException {
    var folder = Files.createTempDirectory("farestream-function");
    unpack(TARGET.resolve(packed.jar()), folder.resolve("task"));
    return start(packed, environment, folder);
  }

  private static FunctionProcess start(Packed packed, Map<String, String> environment, Path folder)
      throws IOException {
    var api = RuntimeApi.start();
    var command = new ArrayList<>(packed.prefix());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(packed.flags());
    command.add("-Djava.io.tmpdir=" + folder);
    command.addAll(List.of("-cp", runtime()));
    command.add("com.amazonaws.services.lambda.runtime.api.client.AWSLambda");
    command.add(packed.handler());
    var builder =
        new ProcessBuilder(command)
            .directory(folder.resolve("task").toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    var variables = new HashMap<>(environment);
    variables.put("AWS_LAMBDA_RUNTIME_API", api.address());
    variables.put("AWS_LAMBDA_FUNCTION_NAME", "trips");
    variables.put("TZ", "UTC");
    builder.environment().keySet().removeIf(name -> name.matches("(PG|AWS|JAVA_TOOL).*"));
    builder.environment().putAll(variables);
    return new FunctionProcess(api, folder, builder);
  }

  public RuntimeApi api() {
    return api;
  }

  /// What it has printed.
  public List<String> log() throws IOException {
    return Files.readAllLines(folder.resolve("log"));
  }

  /// Since just before the process was there.
  public double millisSinceStart() {
    return (System.nanoTime() - startedNanos) / 1e6;
  }

  /// The most memory that it ever had of its own, in bytes; Linux only.
  public long peakBytes() throws IOException {
    var status = Path.of("/proc", Long.toString(process.pid()), "status");
    try (var lines = Files.lines(status)) {
      return lines
              .filter(line -> line.startsWith("VmHWM:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElseThrow()
          * 1_024;
    }
  }

  /// As Lambda does between two invocations.
  void freeze() throws IOException, InterruptedException {
    signal("-STOP");
  }

  void thaw() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    var _ = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    api.close();
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }

  private static String runtime() {
    return TARGET.resolve("runtime").resolve("*").toString();
  }

  private static void unpack(Path jar, Path folder) throws IOException {
    try (var packed = new JarFile(jar.toFile())) {
      for (var entry : packed.stream().filter(each -> !each.isDirectory()).toList()) {
        var file = folder.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        try (var content = packed.getInputStream(entry)) {
          Files.copy(content, file);
        }
      }
    }
  }
}
