package farestream.dynamodb.stream;

import farestream.dynamodb.error.ServiceException;
import java.util.regex.Pattern;

/// The name of a stream: its table, and its label within the table. Region and account of the text
/// aren't checked: this server has one of each.
public record StreamArn(String table, String label) {
  private static final Pattern FORM =
      Pattern.compile(
          "arn:[a-z0-9-]+:dynamodb:[a-z0-9-]*:[0-9]*:table/([a-zA-Z0-9_.-]+)/stream/([0-9T:.-]+)");

  /// @throws ServiceException (ValidationException) if it isn't the ARN of a stream
  public static StreamArn parse(String text) {
    var form = FORM.matcher(text);
    if (!form.matches()) {
      throw ServiceException.validation("Invalid StreamArn");
    }
    return new StreamArn(form.group(1), form.group(2));
  }

  /// @param tableArn of its table
  public static String text(String tableArn, String label) {
    return tableArn + "/stream/" + label;
  }
}
