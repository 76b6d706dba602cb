package farestream.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Recognises a user private group: the group that many systems create for each user, which has the
/// user's name and no other members.
final class PrivateGroup {
  private static final Path GROUPS = Path.of("/etc/group");

  private PrivateGroup() {}

  static boolean is(int group, String user) throws IOException {
    if (!Files.isReadable(GROUPS)) {
      return false;
    }
    try (var lines = Files.lines(GROUPS, ISO_8859_1)) {
      return lines
          .map(line -> line.split(":", -1))
          .filter(fields -> fields.length == 4 && fields[2].equals(Integer.toString(group)))
          .anyMatch(
              fields -> fields[0].equals(user) && (fields[3].isEmpty() || fields[3].equals(user)));
    }
  }
}
