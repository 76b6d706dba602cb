package farestream.dynamodb.error;

import java.util.LinkedHashMap;
import java.util.Map;

/// An error response of DynamoDB: an HTTP status, a type and a message; some types have more
/// fields.
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

  /// @param type the name, without a namespace, of one of DynamoDB's own exceptions, such as
  ///     `ResourceNotFoundException`
  public static ServiceException of(String type, String message) {
    return of(type, message, Map.of());
  }

  /// @param fields the fields of the response in addition to type and message
  public static ServiceException of(String type, String message, Map<String, ?> fields) {
    return new ServiceException(400, DYNAMODB + type, message, fields);
  }

  public static ServiceException validation(String message) {
    return new ServiceException(
        400, "com.amazon.coral.validate#ValidationException", message, Map.of());
  }

  /// Returns the error for parameter values that are invalid by themselves or in combination.
  public static ServiceException invalidParameter(String what) {
    return validation("One or more parameter values were invalid: " + what);
  }

  /// Returns the error for a request body that doesn't conform to the protocol.
  public static ServiceException serialization(String message) {
    return new ServiceException(400, CORAL + "SerializationException", message, Map.of());
  }

  public static ServiceException unknownOperation() {
    return new ServiceException(400, CORAL + "UnknownOperationException", "", Map.of());
  }

  /// @param type the name without a namespace, such as `UnrecognizedClientException`
  public static ServiceException unauthenticated(String type, String message) {
    return new ServiceException(400, CORAL + type, message, Map.of());
  }

  /// Returns an error that was injected at the control port.
  ///
  /// @param status the HTTP status
  /// @param type the name of one of DynamoDB's own exceptions, such as `ThrottlingException`
  public static ServiceException injected(int status, String type, String message) {
    return new ServiceException(status, DYNAMODB + type, message, Map.of());
  }

  /// Returns the error for a failure of this server or its disk. SDKs retry such a request.
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

  /// Returns the type without its namespace, from which a transaction's cancellation reasons
  /// derive their codes. They replace `ValidationException` by `ValidationError` themselves.
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
