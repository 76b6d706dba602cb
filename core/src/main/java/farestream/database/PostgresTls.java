package farestream.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/// The TLS settings of a connection: `PGSSLMODE` and `PGSSLROOTCERT`, with libpq's meaning.
///
/// @param mode absent for libpq's default, `prefer`: encrypted if the server supports it, without
///     verifying the certificate
/// @param rootCertificate a file of trusted certificates, or `system` for the machine's; absent for
///     libpq's default file, `~/.postgresql/root.crt`
public record PostgresTls(Optional<String> mode, Optional<String> rootCertificate) {
  public static final PostgresTls UNSAID = new PostgresTls(Optional.empty(), Optional.empty());

  private static final String VERIFY_CA = "verify-ca";
  private static final String VERIFY_FULL = "verify-full";
  private static final String SYSTEM = "system";
  private static final List<String> MODES =
      List.of("disable", "allow", "prefer", "require", VERIFY_CA, VERIFY_FULL);

  /// @throws IllegalArgumentException with a one-line message if libpq would refuse the settings
  public PostgresTls {
    if (mode.isPresent() && !MODES.contains(mode.get())) {
      throw new IllegalArgumentException(
          "PGSSLMODE '%s' is not one of %s".formatted(mode.get(), String.join(", ", MODES)));
    }
    if (isSystem(rootCertificate) && !mode.orElse(VERIFY_FULL).equals(VERIFY_FULL)) {
      throw new IllegalArgumentException(
          "PGSSLROOTCERT=system requires PGSSLMODE=verify-full, because anyone can get a certificate"
              + " that the system trusts");
    }
  }

  /// Returns whether the server must have a trusted certificate for its host name.
  public boolean provesTheServer() {
    return mode.orElse("").equals(VERIFY_FULL) || isSystem(rootCertificate);
  }

  void applyTo(PGSimpleDataSource source) {
    if (isSystem(rootCertificate)) {
      source.setSslmode(VERIFY_FULL);
      source.setSslfactory("org.postgresql.ssl.DefaultJavaSSLFactory");
      return;
    }
    mode.map(this::pgjdbcMode).ifPresent(source::setSslmode);
    rootCertificate.ifPresent(source::setSslRootCert);
  }

  /// Maps `require` to `verify-ca` if a root certificate exists, as libpq does and pgjdbc doesn't.
  private String pgjdbcMode(String libpqMode) {
    return libpqMode.equals("require") && Files.exists(rootFile()) ? VERIFY_CA : libpqMode;
  }

  private Path rootFile() {
    return rootCertificate
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".postgresql", "root.crt"));
  }

  /// Returns the settings as libpq's environment variables.
  Map<String, String> environment() {
    return named("PGSSLMODE", "PGSSLROOTCERT");
  }

  /// Returns the settings as the parameters of a connection URI.
  Map<String, String> parameters() {
    return named("sslmode", "sslrootcert");
  }

  private Map<String, String> named(String modeName, String rootName) {
    var named = new LinkedHashMap<String, String>();
    mode.ifPresent(value -> named.put(modeName, value));
    rootCertificate.ifPresent(value -> named.put(rootName, value));
    return named;
  }

  private static boolean isSystem(Optional<String> rootCertificate) {
    return rootCertificate.equals(Optional.of(SYSTEM));
  }
}
