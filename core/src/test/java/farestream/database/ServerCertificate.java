package farestream.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// A private certificate authority and a server certificate that it signed, created for a test with
/// the JDK's keytool.
///
/// @param chain the server's certificate followed by the authority's
public record ServerCertificate(Path authority, Path chain, Path key) {
  private static final String PASSWORD = "certificate";

  public static ServerCertificate make(Path folder, String host)
      throws IOException, InterruptedException, GeneralSecurityException {
    Files.createDirectories(folder);
    var store = folder.resolve("store.p12");
    var request = folder.resolve("request").toString();
    var signed = folder.resolve("signed").toString();
    keytool(store, "-genkeypair", "-alias", "ca", "-dname", "CN=Test CA", "-ext", "bc:c");
    keytool(store, "-genkeypair", "-alias", "server", "-dname", "CN=" + host);
    keytool(store, "-certreq", "-alias", "server", "-file", request);
    keytool(
        store,
        "-gencert",
        "-alias",
        "ca",
        "-infile",
        request,
        "-outfile",
        signed,
        "-ext",
        "san=dns:" + host);
    keytool(store, "-importcert", "-noprompt", "-alias", "server", "-file", signed);
    return export(folder, KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray()));
  }

  private static ServerCertificate export(Path folder, KeyStore store)
      throws IOException, GeneralSecurityException {
    var authority = folder.resolve("ca.pem");
    var chain = folder.resolve("server.pem");
    var key = folder.resolve("server.key");
    Files.writeString(authority, pem("CERTIFICATE", store.getCertificate("ca").getEncoded()));
    var certificates = new StringBuilder();
    for (var certificate : store.getCertificateChain("server")) {
      certificates.append(pem("CERTIFICATE", certificate.getEncoded()));
    }
    Files.writeString(chain, certificates);
    var secret = store.getKey("server", PASSWORD.toCharArray()).getEncoded();
    Files.writeString(key, pem("PRIVATE KEY", secret));
    // PostgreSQL refuses a key that other users can read.
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    return new ServerCertificate(authority, chain, key);
  }

  private static String pem(String what, byte[] content) {
    var lines = Base64.getMimeEncoder(64, "\n".getBytes(UTF_8)).encodeToString(content);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, lines, what);
  }

  private static void keytool(Path store, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.add("-J-XX:TieredStopAtLevel=1");
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    if (arguments[0].equals("-genkeypair")) {
      command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"));
    }
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(output);
    }
  }
}
