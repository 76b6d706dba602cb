package farestream.dynamodb.error;

import java.util.LinkedHashMap;
import java.util.Map;

/// A refusal as DynamoDB would answer it: an HTTP status, a type, a message, and for some types
/// more fields of the answer.
public final class ServiceException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String DYNAMODB = "com.amazonaws.dynamodb.v20120810#";
  private static final String CORAL = "com.amazon.coral.service#";

  private final int status;
  private final String type;
  private final transient Map<String, ?> fields;

  private ServiceException(int status, String type, String message, Map<String, ?> fields) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
    this.fields = new LinkedHashMap<>(fields);
  }

  /// @param type the plain name of one of DynamoDB's own exceptions, such as
  ///     `ResourceNotFoundException`
  public static ServiceException of(String type, String message) {
    return of(type, message, Map.of());
  }

  /// @param fields what the answer holds besides type and message
  public static ServiceException of(String type, String message, Map<String, ?> fields) {
    return new ServiceException(400, DYNAMODB + type, message, fields);
  }

  public static ServiceException validation(String message) {
    return new ServiceException(
        400, "com.amazon.coral.validate#ValidationException", message, Map.of());
  }

  /// Parameters, or parts of their values, that DynamoDB doesn't take or that don't fit together.
  public static ServiceException invalidParameter(String what) {
    return validation("One or more parameter values were invalid: " + what);
  }

  /// The body isn't of the form that the protocol has.
  public static ServiceException serialization(String message) {
    return new ServiceException(400, CORAL + "SerializationException", message, Map.of());
  }

  public static ServiceException unknownOperation() {
    return new ServiceException(400, CORAL + "UnknownOperationException", "", Map.of());
  }

  /// @param type such as `UnrecognizedClientException`
  public static ServiceException unauthenticated(String type, String message) {
    return new ServiceException(400, CORAL + type, message, Map.of());
  }

  /// A refusal that a test has asked for.
  ///
  /// @param type one of DynamoDB's own exceptions, such as `ThrottlingException`
  public static ServiceException injected(int status, String type, String message) {
    return new ServiceException(status, DYNAMODB + type, message, Map.of());
  }

  /// A fault of this server or of its disk. SDKs try such a request again.
  public static ServiceException internal() {
    return new ServiceException(
        500,
        DYNAMODB + "InternalServerError",
        "The server could not process the request; see its log",
        Map.of());
  }

  public int status() {
    return status;
  }

  public String type() {
    return type;
  }

  /// The type without the namespace, as cancellation reasons have it (`ValidationError` for
  /// `ValidationException` is theirs to say).
  public String simpleType() {
    return type.substring(type.indexOf('#') + 1);
  }

  public String text() {
    return String.valueOf(getMessage());
  }

  public Map<String, ?> fields() {
    return fields;
  }
}
