package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.store.Reader;
import farestream.dynamodb.table.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Parses the tags of a request and the ARN of the table that they belong to.
final class TagRequest {
  private static final int MAX_KEY_LENGTH = 128;
  private static final int MAX_VALUE_LENGTH = 256;
  private static final int MAX_TAGS = 50;
  private static final Pattern TABLE_ARN =
      Pattern.compile("arn:[^:]+:dynamodb:[^:]+:[^:]+:table/([^/]+)");

  private TagRequest() {}

  /// Returns the tags of a request; empty if it has none.
  static Map<String, String> tags(JsonObject request) {
    var tags = new LinkedHashMap<String, String>();
    for (var tag : request.objects("Tags")) {
      var key = key(tag.text("Key", ""));
      var value = tag.text("Value");
      if (value == null || value.length() > MAX_VALUE_LENGTH) {
        throw ServiceException.validation("The Tag Value provided is invalid, Value: " + value);
      }
      if (tags.put(key, value) != null) {
        throw ServiceException.validation(
            "Duplicate Tag Keys provided as input: Duplicate Tag Key found " + key);
      }
    }
    return limited(tags);
  }

  static Map<String, String> limited(Map<String, String> tags) {
    if (tags.size() > MAX_TAGS) {
      throw ServiceException.validation(
          "Number of Tags exceed the current limit for the provided ResourceArn");
    }
    return tags;
  }

  private static String key(String key) {
    if (key.isEmpty() || key.length() > MAX_KEY_LENGTH) {
      throw ServiceException.validation("The Tag Key provided is invalid, Key: " + key);
    }
    if (key.startsWith("aws:")) {
      throw ServiceException.validation("Tag Key cannot be prefixed with aws:, Key: " + key);
    }
    return key;
  }

  /// Returns the table with the `ResourceArn` of the request. A table that doesn't exist is
  /// refused like a table of another account, as at AWS.
  ///
  /// @param operation the name of the operation, for the error message
  /// @throws ServiceException (AccessDeniedException) if the table doesn't exist
  static Table requireTable(
      Database database, Reader reader, JsonObject request, String operation) {
    new Constraints(request).required("ResourceArn").check();
    var arn = request.text("ResourceArn", "");
    if (!arn.startsWith("arn:")) {
      throw ServiceException.invalidParameter("ARNs must start with 'arn:': " + arn);
    }
    var matcher = TABLE_ARN.matcher(arn);
    if (!matcher.matches()) {
      throw ServiceException.invalidParameter(
          "Provided Arn is not a DynamoDB resource arn: " + arn);
    }
    var name = matcher.group(1);
    var table = arn.equals(database.tableArn(name)) ? database.tables().find(reader, name) : null;
    if (table == null) {
      throw noAccess(operation, arn);
    }
    return table;
  }

  private static ServiceException noAccess(String operation, String arn) {
    return ServiceException.unauthenticated(
        "AccessDeniedException",
        ("User: arn:aws:iam::%s:user/local is not authorized to perform: dynamodb:%s on resource:"
                + " %s because no resource-based policy allows the dynamodb:%s action")
            .formatted(Database.ACCOUNT, operation, arn, operation));
  }
}
