package farestream.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/// How a connection is encrypted, and whether the server must prove who it is: `PGSSLMODE` and
/// `PGSSLROOTCERT`, with libpq's meaning.
///
/// @param mode absent for libpq's default: encrypted where the server can, and unproved
/// @param rootCertificate a file of certificates, or `system` for those that the machine trusts
public record PostgresTls(Optional<String> mode, Optional<String> rootCertificate) {
  public static final PostgresTls UNSAID = new PostgresTls(Optional.empty(), Optional.empty());

  private static final String VERIFY_CA = "verify-ca";
  private static final String VERIFY_FULL = "verify-full";
  private static final String SYSTEM = "system";
  private static final List<String> MODES =
      List.of("disable", "allow", "prefer", "require", VERIFY_CA, VERIFY_FULL);

  /// @throws IllegalArgumentException with a line for whoever set it, if libpq would refuse it
  public PostgresTls {
    if (mode.isPresent() && !MODES.contains(mode.get())) {
      throw new IllegalArgumentException(
          "PGSSLMODE '%s' is none of %s".formatted(mode.get(), String.join(", ", MODES)));
    }
    if (isSystem(rootCertificate) && !mode.orElse(VERIFY_FULL).equals(VERIFY_FULL)) {
      throw new IllegalArgumentException(
          "PGSSLROOTCERT=system goes with PGSSLMODE=verify-full only: anybody can get such a"
              + " certificate");
    }
  }

  /// Whether only the server of this very name, with a trusted certificate, is spoken to.
  public boolean provesTheServer() {
    return mode.orElse("").equals(VERIFY_FULL) || isSystem(rootCertificate);
  }

  void applyTo(PGSimpleDataSource source) {
    if (isSystem(rootCertificate)) {
      source.setSslmode(VERIFY_FULL);
      source.setSslfactory("org.postgresql.ssl.DefaultJavaSSLFactory");
      return;
    }
    mode.map(this::forTheDriver).ifPresent(source::setSslmode);
    rootCertificate.ifPresent(source::setSslRootCert);
  }

  /// `require` checks the certificate if there is one to check it by. libpq does so, pgjdbc
  /// doesn't.
  private String forTheDriver(String asked) {
    return asked.equals("require") && Files.exists(rootFile()) ? VERIFY_CA : asked;
  }

  private Path rootFile() {
    return rootCertificate
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".postgresql", "root.crt"));
  }

  /// As libpq's own variables.
  Map<String, String> environment() {
    return named("PGSSLMODE", "PGSSLROOTCERT");
  }

  /// As the parameters of a connection string.
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
