package farestream.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// Runs commands as another user of the machine, who has no name and belongs to no group.
public final class OtherUser {
  private static final String NUMBER = "47111";

  private OtherUser() {}

  /// Runs a shell command as that user. Only root can do that; otherwise the test is skipped with a
  /// message.
  public static void run(Path folder, String line) throws Exception {
    var command =
        Stream.concat(
                Stream.of("setpriv", "--reuid", NUMBER, "--regid", NUMBER, "--clear-groups"),
                Stream.of("sh", "-c", "umask 000; " + line))
            .toList();
    assertThat(start(folder, command)).as(line).isZero();
  }

  /// Returns a new folder in which every user may create files, like /tmp.
  public static Path sharedFolder() throws IOException {
    requireRoot();
    var folder = Files.createTempDirectory("farestream-shared-");
    Files.setAttribute(folder, "unix:mode", 01777);
    return folder;
  }

  static void requireRoot() {
    var isRoot = new UnixSystem().getUid() == 0 && Files.isExecutable(Path.of("/usr/bin/setpriv"));
    if ("true".equals(System.getenv("CI"))) {
      assertThat(isRoot).as("root, and setpriv of util-linux").isTrue();
    }
    Assumptions.assumeTrue(isRoot, "skipped: only root can be another user, by setpriv");
  }

  private static int start(Path folder, List<String> command)
      throws IOException, InterruptedException {
    return new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start().waitFor();
  }
}
