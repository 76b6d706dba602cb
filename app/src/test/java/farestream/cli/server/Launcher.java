package farestream.cli.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The launcher script in a project folder that counts as built, with the classes under test.
final class Launcher {
  private static final Path HOME = Path.of(System.getProperty("farestream.home"));

  private final Path project;
  private final Path jdk;

  private Launcher(Path project, Path jdk) {
    this.project = project;
    this.jdk = jdk;
  }

  static Launcher in(Path folder) throws IOException {
    var project = Files.createDirectory(folder.resolve("project"));
    var target = Files.createDirectories(project.resolve("app/target"));
    Files.copy(HOME.resolve("farestream"), project.resolve("farestream"));
    executable(project.resolve("farestream"));
    Files.createFile(target.resolve("farestream.jar"));
    Files.createFile(target.resolve("farestream.aot"));
    Files.setLastModifiedTime(
        target.resolve("farestream.jar"), java.nio.file.attribute.FileTime.fromMillis(1));
    var bin = Files.createDirectories(folder.resolve("jdk/bin"));
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25\"\n");
    executable(Files.createFile(bin.resolve("javac")));
    // The command that the launcher runs, with other classes.
    executable(
        Files.writeString(
            bin.resolve("java"),
            """
            #!/bin/sh
            while [ "$1" != -jar ]; do shift; done
            shift 2
            exec '%s/bin/java' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$CP" -Dfarestream.home='%s' \\
              --enable-native-access=ALL-UNNAMED farestream.Main "$@"
            """
                .formatted(System.getProperty("java.home"), HOME)));
    return new Launcher(project, folder.resolve("jdk"));
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// Starts the launcher with an empty environment, as cron and `env -i` do.
  ///
  /// @param before lines of shell, such as `umask 000`
  Process start(Path folder, Map<String, String> environment, String before, String... arguments)
      throws IOException {
    var command = new ArrayList<>(List.of("sh", "-c", before + "; exec \"$@\"", "sh"));
    command.add(project.resolve("farestream").toString());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().put("CP", System.getProperty("java.class.path"));
    builder.environment().putAll(environment);
    return builder.start();
  }
}
