package farestream.dynamodb.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import farestream.dynamodb.error.ServiceException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The only access key that a server accepts. It is the secret: signatures are not verified
/// because a request over loopback can't be changed in transit.
public final class AccessKey {
  private static final Pattern CREDENTIAL =
      Pattern.compile("^AWS4-HMAC-SHA256\\s.*Credential=([^/,\\s]+)/");

  private static final String BEARER = "Bearer ";
  private static final int RANDOM_BYTES = 16;

  private final byte[] key;

  /// Generates a random key from characters that an AWS access key id can contain.
  public static String random() {
    var bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return "LOCAL" + HexFormat.of().withUpperCase().formatHex(bytes);
  }

  public AccessKey(String key) {
    this.key = key.getBytes(UTF_8);
  }

  /// Checks that a request was signed with this key.
  ///
  /// @param authorization the header `Authorization` in AWS Signature Version 4; null if absent
  /// @throws ServiceException if the header is absent or malformed, or names another key
  void require(@Nullable String authorization) {
    if (authorization == null) {
      throw ServiceException.unauthenticated(
          "MissingAuthenticationTokenException", "Request is missing Authentication Token");
    }
    var credential = CREDENTIAL.matcher(authorization);
    if (!credential.find()) {
      throw ServiceException.unauthenticated(
          "IncompleteSignatureException",
          "Authorization header requires 'Credential' parameter of AWS Signature Version 4");
    }
    if (!MessageDigest.isEqual(key, credential.group(1).getBytes(UTF_8))) {
      throw ServiceException.unauthenticated(
          "UnrecognizedClientException",
          "The security token included in the request is invalid. This is a local DynamoDB: use the"
              + " access key that it was started with");
    }
  }

  /// Returns whether the header `Authorization` has this key as its bearer token.
  public boolean isBearer(@Nullable String authorization) {
    return authorization != null
        && authorization.startsWith(BEARER)
        && MessageDigest.isEqual(key, authorization.substring(BEARER.length()).getBytes(UTF_8));
  }
}
