package farestream.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Creates IAM authentication tokens, which RDS accepts instead of a password: a request to
/// connect, presigned with AWS Signature Version 4 and written as a URL without its scheme. A
/// token is valid for 15 minutes and is needed only to log in.
///
/// Source: AWS, "Create a signed AWS API request" and "IAM database authentication".
final class DatabaseToken {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final int VALID_SECONDS = 900;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private DatabaseToken() {}

  /// Returns the token with which a role logs in to one server.
  ///
  /// @param user the role's name
  /// @param now the time of signing
  static String of(
      String host, int port, String user, String region, AwsCredentials credentials, Instant now) {
    var time = TIME.format(now);
    var scope = time.substring(0, 8) + "/" + region + "/rds-db/aws4_request";
    var parameters = new TreeMap<String, String>();
    parameters.put("Action", "connect");
    parameters.put("DBUser", user);
    parameters.put("X-Amz-Algorithm", ALGORITHM);
    parameters.put("X-Amz-Credential", credentials.accessKeyId() + "/" + scope);
    parameters.put("X-Amz-Date", time);
    parameters.put("X-Amz-Expires", Integer.toString(VALID_SECONDS));
    parameters.put("X-Amz-SignedHeaders", "host");
    credentials.sessionToken().ifPresent(token -> parameters.put("X-Amz-Security-Token", token));
    var query = query(parameters);
    var server = host + ":" + port;
    var request = "GET\n/\n%s\nhost:%s\n\nhost\n%s".formatted(query, server, hash(""));
    var toSign = "%s\n%s\n%s\n%s".formatted(ALGORITHM, time, scope, hash(request));
    var signature = HexFormat.of().formatHex(hmac(key(credentials, scope), toSign));
    return "%s/?%s&X-Amz-Signature=%s".formatted(server, query, signature);
  }

  /// Derives the signing key from the secret key and each part of the scope in turn.
  private static byte[] key(AwsCredentials credentials, String scope) {
    var key = ("AWS4" + credentials.secretAccessKey()).getBytes(UTF_8);
    for (var part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    return key;
  }

  private static String query(Map<String, String> sorted) {
    return sorted.entrySet().stream()
        .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
        .collect(Collectors.joining("&"));
  }

  /// Percent-encodes by RFC 3986, whose unreserved characters differ from those of HTML forms.
  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static String hash(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
