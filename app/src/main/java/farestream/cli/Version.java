package farestream.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/// Provides the version from the jar's manifest.
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    var version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"farestream " + Objects.requireNonNullElse(version, "unpackaged")};
  }
}
