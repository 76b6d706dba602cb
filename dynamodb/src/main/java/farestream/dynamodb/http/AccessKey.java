package farestream.dynamodb.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import farestream.dynamodb.error.ServiceException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The one access key that may use a server. It is the secret: signatures are not checked, since a
/// request over loopback can't be changed on its way.
public final class AccessKey {
  private static final Pattern CREDENTIAL =
      Pattern.compile("^AWS4-HMAC-SHA256\\s.*Credential=([^/,\\s]+)/");

  private static final String BEARER = "Bearer ";
  private static final int RANDOM_BYTES = 16;

  private final byte[] key;

  /// A random key, of the letters and digits that an AWS access key id may have.
  public static String random() {
    var bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return "LOCAL" + HexFormat.of().withUpperCase().formatHex(bytes);
  }

  public AccessKey(String key) {
    this.key = key.getBytes(UTF_8);
  }

  /// @param authorization the header, as AWS's SDKs sign; null if there was none
  /// @throws ServiceException if it isn't signed with this key
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

  /// Whether the header is `Bearer`, then this key.
  public boolean isBearer(@Nullable String authorization) {
    return authorization != null
        && authorization.startsWith(BEARER)
        && MessageDigest.isEqual(key, authorization.substring(BEARER.length()).getBytes(UTF_8));
  }
}
