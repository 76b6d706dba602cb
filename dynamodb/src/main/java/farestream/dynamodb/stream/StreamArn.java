package farestream.dynamodb.stream;

import farestream.dynamodb.error.ServiceException;
import java.util.regex.Pattern;

/// The ARN of a stream: its table and its label within the table. Region and account of the text
/// aren't checked because this server has only one of each.
public record StreamArn(String table, String label) {
  private static final Pattern PATTERN =
      Pattern.compile(
          "arn:[a-z0-9-]+:dynamodb:[a-z0-9-]*:[0-9]*:table/([a-zA-Z0-9_.-]+)/stream/([0-9T:.-]+)");

  /// Parses an ARN.
  ///
  /// @throws ServiceException (ValidationException) if the text isn't the ARN of a stream
  public static StreamArn parse(String text) {
    var matcher = PATTERN.matcher(text);
    if (!matcher.matches()) {
      throw ServiceException.validation("Invalid StreamArn");
    }
    return new StreamArn(matcher.group(1), matcher.group(2));
  }

  /// Returns the text of an ARN.
  ///
  /// @param tableArn the ARN of the table
  public static String text(String tableArn, String label) {
    return tableArn + "/stream/" + label;
  }
}
