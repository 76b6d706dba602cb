package farestream.local;

import java.nio.file.Path;

/// The folder in which Farestream was built. The launcher and the tests set it in the system
/// property `farestream.home`. PostgreSQL's programs are unpacked below it.
final class ProjectFolder {
  private ProjectFolder() {}

  static Path path() {
    var home = System.getProperty("farestream.home");
    if (home == null) {
      throw new StartFailure(
          "the system property farestream.home is not set: start with ./farestream");
    }
    return Path.of(home).toAbsolutePath();
  }
}
