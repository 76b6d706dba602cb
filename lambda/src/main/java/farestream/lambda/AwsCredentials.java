package farestream.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who the function is at AWS. Asked anew for each use and never kept: a snapshot would keep them
/// beyond their end.
///
/// @param sessionToken absent of a user's own keys
record AwsCredentials(String accessKeyId, String secretAccessKey, Optional<String> sessionToken) {
  private static final int CONNECT_MILLIS = 1_000;
  private static final int READ_MILLIS = 2_000;

  /// How long asking for them may take.
  static final Duration LONGEST = Duration.ofMillis(CONNECT_MILLIS + READ_MILLIS);

  private static final int MOST_BYTES = 65_536;
  private static final JsonFactory JSON = new JsonFactory();

  /// Where credentials may be fetched without TLS: this machine, and where AWS's containers have
  /// them.
  private static final Set<String> NEAR =
      Set.of("127.0.0.1", "localhost", "[::1]", "169.254.170.2", "169.254.170.23");

  /// With SnapStart, Lambda names an address to ask; else they are in the variables.
  ///
  /// @throws IOException if they are nowhere, or who has them doesn't answer
  static AwsCredentials current(Map<String, String> environment) throws IOException {
    var address = environment.get("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    var found =
        address == null
            ? of(environment, "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
            : of(fetch(address, environment), "AccessKeyId", "SecretAccessKey", "Token");
    return found.orElseThrow(() -> new IOException("there are no AWS credentials"));
  }

  private static Optional<AwsCredentials> of(
      Map<String, String> named, String id, String secret, String token) {
    return named.containsKey(id) && named.containsKey(secret)
        ? Optional.of(
            new AwsCredentials(
                named.getOrDefault(id, ""),
                named.getOrDefault(secret, ""),
                Optional.ofNullable(named.get(token))))
        : Optional.empty();
  }

  private static Map<String, String> fetch(String address, Map<String, String> environment)
      throws IOException {
    var uri = URI.create(address);
    if (!"https".equals(uri.getScheme()) && !NEAR.contains(String.valueOf(uri.getHost()))) {
      throw new IOException("AWS_CONTAINER_CREDENTIALS_FULL_URI leads elsewhere without TLS");
    }
    var connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    var authorization = environment.get("AWS_CONTAINER_AUTHORIZATION_TOKEN");
    if (authorization != null) {
      connection.setRequestProperty("Authorization", authorization);
    }
    try {
      if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
        throw new IOException(
            "AWS credentials are refused with HTTP " + connection.getResponseCode());
      }
      try (var answer = connection.getInputStream()) {
        return texts(answer);
      }
    } finally {
      connection.disconnect();
    }
  }

  private static Map<String, String> texts(InputStream answer) throws IOException {
    var texts = new HashMap<String, String>();
    var json = new String(answer.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    try (var parser = JSON.createParser(json)) {
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING) {
          texts.put(parser.currentName(), parser.getText());
        }
      }
    }
    return texts;
  }

  @Override
  public String toString() {
    return "credentials of " + accessKeyId;
  }
}
