package farestream.local;

import java.nio.file.Path;

/// The two servers of this room and their places in the data folder.
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

  /// The name people know it by.
  public String title() {
    return title;
  }

  /// By which `up` puts it on another port.
  String portOption() {
    return portOption;
  }

  /// What it has said since it was last started.
  public Path log(Path data) {
    return data.resolve(files + ".log");
  }

  Path folder(Path data) {
    return data.resolve(files);
  }

  /// Written by the guard: there while the server runs, and after both were killed.
  Path pidFile(Path data) {
    return data.resolve(files + ".pid");
  }
}
