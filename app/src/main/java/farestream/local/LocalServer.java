package farestream.local;

import java.nio.file.Path;

/// The two local servers and the names of their files in the data folder.
public enum LocalServer {
  DYNAMODB("DynamoDB", "dynamodb", "--dynamodb-port"),
  POSTGRESQL("PostgreSQL", "postgresql", "--postgres-port");

  private final String title;
  private final String files;
  private final String portOption;

  LocalServer(String title, String files, String portOption) {
    this.title = title;
    this.files = files;
    this.portOption = portOption;
  }

  /// Returns the product name for messages.
  public String title() {
    return title;
  }

  /// Returns the option of `up` that sets the server's port.
  String portOption() {
    return portOption;
  }

  /// Returns the log file, which starts empty on each start of the server.
  public Path log(Path data) {
    return data.resolve(files + ".log");
  }

  Path folder(Path data) {
    return data.resolve(files);
  }

  /// Returns the file with the server's process id. `guard.sh` writes it and removes it when the
  /// server ends, so it remains only if both were killed.
  Path pidFile(Path data) {
    return data.resolve(files + ".pid");
  }
}
