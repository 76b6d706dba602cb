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

/// Runs a packaged function in its own process, as Lambda does: the jar is unpacked into a
/// folder, Lambda's runtime interface client is on the class path, and the JVM has the flags of
/// Lambda's Java runtime.
public final class FunctionProcess implements AutoCloseable {
  private static final Path TARGET =
      Path.of(System.getProperty("farestream.home"), "lambda", "target");

  /// The flags observed in Lambda's runtimes of Java 17 and 21, without their CDS archive. Those
  /// of `java25` aren't known; with SnapStart it is said to enable C2, too.
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

  /// A packaged function and how to start it.
  ///
  /// @param jar the file's name in `lambda/target`
  /// @param handler the name of the handler's class
  /// @param prefix the words before `java` on the command line, such as `taskset -c 0`
  /// @param flags JVM flags in addition to Lambda's
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

  /// Returns the lines that the process has written to standard output and standard error.
  public List<String> log() throws IOException {
    return Files.readAllLines(folder.resolve("log"));
  }

  /// Returns the milliseconds since just before the process was started.
  public double millisSinceStart() {
    return (System.nanoTime() - startedNanos) / 1e6;
  }

  /// Returns the process's peak resident memory in bytes. Linux only.
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

  /// Stops the process, as Lambda does between two invocations.
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
    try (var archive = new JarFile(jar.toFile())) {
      for (var entry : archive.stream().filter(each -> !each.isDirectory()).toList()) {
        var file = folder.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        try (var content = archive.getInputStream(entry)) {
          Files.copy(content, file);
        }
      }
    }
  }
}
