package farestream.local;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Runs PostgreSQL where the user is root, as in many containers. PostgreSQL refuses to run as
/// root, so it runs in a user namespace without mapped users: it sees itself as `nobody`, while its
/// files belong to root.
final class UserNamespace {
  private static final List<String> AS_NOBODY = List.of("unshare", "--user");

  private UserNamespace() {}

  /// Returns the command to run, wrapped in `unshare` if this user is root.
  ///
  /// @throws StartFailure if this user is root and the system has no user namespaces or forbids
  ///     them
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
        "PostgreSQL refuses to run as root, and this system doesn't allow a user namespace"
            + " (unshare --user) to run it in: start Farestream as an ordinary user");
  }
}
