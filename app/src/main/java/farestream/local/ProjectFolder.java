package farestream.local;

import java.nio.file.Path;

/// Where Farestream was built, as the launcher and the tests say in `farestream.home`. DynamoDB
/// Local is found there because its licence keeps it off our own class path.
final class ProjectFolder {
  private ProjectFolder() {}

  static Path path() {
    var home = System.getProperty("farestream.home");
    if (home == null) {
      throw new StartFailure("the property farestream.home is not set: start with ./farestream");
    }
    return Path.of(home).toAbsolutePath();
  }
}
