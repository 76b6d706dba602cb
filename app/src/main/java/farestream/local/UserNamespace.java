package farestream.local;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// PostgreSQL refuses to run as root, which is what one is in many containers. There it runs in a
/// user namespace that knows no user: it is nobody to itself, while its files stay root's.
final class UserNamespace {
  private static final List<String> AS_NOBODY = List.of("unshare", "--user");

  private UserNamespace() {}

  /// How to run the command, whoever we are.
  ///
  /// @throws CannotStart if we are root and the system has no such namespaces or forbids them
  static List<String> command(List<String> command) {
    if (new UnixSystem().getUid() != 0) {
      return command;
    }
    requireNamespaces();
    return Stream.concat(AS_NOBODY.stream(), command.stream()).toList();
  }

  private static void requireNamespaces() {
    var trial = new ArrayList<>(AS_NOBODY);
    trial.add("true");
    try {
      var process =
          new ProcessBuilder(trial)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor() != 0) {
        throw refused();
      }
    } catch (IOException noUnshare) {
      throw refused();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw refused();
    }
  }

  private static StartFailure refused() {
    return new StartFailure(
        "PostgreSQL refuses to run as root, and this system lets root make no user namespace"
            + " (unshare --user) to run it in: start Farestream as an ordinary user");
  }
}
