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

/// The function's AWS credentials. They are fetched for each use and never cached: a SnapStart
/// snapshot would keep them beyond their expiry.
///
/// @param sessionToken absent for the long-term keys of an IAM user
record AwsCredentials(String accessKeyId, String secretAccessKey, Optional<String> sessionToken) {
  private static final int CONNECT_MILLIS = 1_000;
  private static final int READ_MILLIS = 2_000;

  /// The connect and read timeouts of a fetch together.
  static final Duration FETCH_TIMEOUT = Duration.ofMillis(CONNECT_MILLIS + READ_MILLIS);

  private static final int MAX_BYTES = 65_536;
  private static final JsonFactory JSON = new JsonFactory();

  /// The hosts from which credentials may be fetched without TLS: loopback, and the link-local
  /// endpoints of ECS and EKS.
  private static final Set<String> HOSTS_WITHOUT_TLS =
      Set.of("127.0.0.1", "localhost", "[::1]", "169.254.170.2", "169.254.170.23");

  /// Returns the current credentials. With SnapStart, Lambda names an endpoint to fetch them
  /// from; otherwise they are in the environment variables.
  ///
  /// @throws IOException if there are none, or the endpoint doesn't return them
  static AwsCredentials current(Map<String, String> environment) throws IOException {
    var endpoint = environment.get("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    var found =
        endpoint == null
            ? of(environment, "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
            : of(fetch(endpoint, environment), "AccessKeyId", "SecretAccessKey", "Token");
    return found.orElseThrow(() -> new IOException("no AWS credentials found"));
  }

  private static Optional<AwsCredentials> of(
      Map<String, String> values, String id, String secret, String token) {
    return values.containsKey(id) && values.containsKey(secret)
        ? Optional.of(
            new AwsCredentials(
                values.getOrDefault(id, ""),
                values.getOrDefault(secret, ""),
                Optional.ofNullable(values.get(token))))
        : Optional.empty();
  }

  private static Map<String, String> fetch(String endpoint, Map<String, String> environment)
      throws IOException {
    var uri = URI.create(endpoint);
    if (!"https".equals(uri.getScheme())
        && !HOSTS_WITHOUT_TLS.contains(String.valueOf(uri.getHost()))) {
      throw new IOException("AWS_CONTAINER_CREDENTIALS_FULL_URI must use TLS for a remote host");
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
            "the endpoint of AWS credentials returned HTTP " + connection.getResponseCode());
      }
      try (var response = connection.getInputStream()) {
        return stringFields(response);
      }
    } finally {
      connection.disconnect();
    }
  }

  private static Map<String, String> stringFields(InputStream response) throws IOException {
    var fields = new HashMap<String, String>();
    var json = new String(response.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
    try (var parser = JSON.createParser(json)) {
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING) {
          fields.put(parser.currentName(), parser.getText());
        }
      }
    }
    return fields;
  }

  @Override
  public String toString() {
    return "credentials of " + accessKeyId;
  }
}
