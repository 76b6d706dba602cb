package farestream.local;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Properties;

/// The passwords of the roles of one data folder, made at random once and kept with the data.
///
/// @param superuser of the role that exists to set up the others
/// @param owner of the role that owns the database and migrates it
/// @param commands of the role that the worker and the commands use
/// @param dynamoDb the access key id of the local DynamoDB
record Secrets(String superuser, String owner, String commands, String dynamoDb) {

  /// @throws CannotStart if there is a database but its passwords are gone
  static Secrets of(Path data) {
    var file = data.resolve("secrets.properties");
    try {
      if (Files.exists(file)) {
        return read(file);
      }
      if (Files.exists(LocalServer.POSTGRESQL.folder(data))) {
        throw new StartFailure(
            ("%s is gone, and the database beside it opens to no one:"
                    + " put it back or choose another folder")
                .formatted(file));
      }
      var secrets = new Secrets(random(), random(), random(), accessKey());
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
        entry(entries, "dynamodb", file));
  }

  private static String entry(Properties entries, String name, Path file) {
    var value = entries.getProperty(name);
    if (value == null || value.isBlank()) {
      throw new StartFailure(
          "%s lacks the password of %s: put it back or choose another folder"
              .formatted(file, name));
    }
    return value.strip();
  }

  private void write(Path file) throws IOException {
    PrivateFiles.replace(
        file,
        "superuser=%s%nowner=%s%ncommands=%s%ndynamodb=%s%n"
            .formatted(superuser, owner, commands, dynamoDb));
  }

  /// Of the letters and digits that an access key id may have.
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
