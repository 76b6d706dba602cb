package farestream.local;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Properties;

/// The passwords and the access key of one data folder. They are generated at random once and kept
/// with the data.
///
/// @param superuser the password of the role that creates the others
/// @param owner the password of the role that owns the database and migrates it
/// @param commands the password of the role that the worker and the commands use
/// @param colleague the password of a second person's login, with the same privileges
/// @param dynamoDb the access key id of the local DynamoDB
record Secrets(String superuser, String owner, String commands, String colleague, String dynamoDb) {

  /// Reads the secrets of a data folder, or generates and writes them if it is new.
  ///
  /// @throws StartFailure if the folder has a database but no complete file of its passwords
  static Secrets of(Path data) {
    var file = data.resolve("secrets.properties");
    try {
      if (Files.exists(file)) {
        return read(file);
      }
      if (Files.exists(LocalServer.POSTGRESQL.folder(data))) {
        throw new StartFailure(
            ("%s is missing, and its database can't be opened without it:"
                    + " restore the file or choose another folder")
                .formatted(file));
      }
      var secrets = new Secrets(random(), random(), random(), random(), accessKey());
      secrets.write(file);
      return secrets;
    } catch (IOException failure) {
      throw new StartFailure(
          "can't read or write %s: %s".formatted(file, DiskFault.of(failure)), failure);
    }
  }

  private static Secrets read(Path file) throws IOException {
    var entries = new Properties();
    entries.load(new StringReader(Files.readString(file)));
    return new Secrets(
        entry(entries, "superuser", file),
        entry(entries, "owner", file),
        entry(entries, "commands", file),
        entry(entries, "colleague", file),
        entry(entries, "dynamodb", file));
  }

  private static String entry(Properties entries, String name, Path file) {
    var value = entries.getProperty(name);
    if (value == null || value.isBlank()) {
      throw new StartFailure(
          "%s has no entry '%s', because an earlier version made it or it was changed: choose"
                  .formatted(file, name)
              + " another folder or restore it");
    }
    return value.strip();
  }

  private void write(Path file) throws IOException {
    PrivateFiles.replace(
        file,
        "superuser=%s%nowner=%s%ncommands=%s%ncolleague=%s%ndynamodb=%s%n"
            .formatted(superuser, owner, commands, colleague, dynamoDb));
  }

  /// Returns a random access key id of uppercase letters and digits, as AWS's have them.
  private static String accessKey() {
    var bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return "LOCAL" + HexFormat.of().withUpperCase().formatHex(bytes);
  }

  private static String random() {
    var bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "secrets";
  }
}
