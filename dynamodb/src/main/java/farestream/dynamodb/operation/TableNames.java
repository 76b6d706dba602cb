package farestream.dynamodb.operation;

/// Extracts the name of a table from a parameter that is a name or an ARN.
final class TableNames {
  private static final String ARN_INFIX = ":table/";

  private TableNames() {}

  static String of(String nameOrArn) {
    var start = nameOrArn.startsWith("arn:") ? nameOrArn.indexOf(ARN_INFIX) : -1;
    return start < 0 ? nameOrArn : nameOrArn.substring(start + ARN_INFIX.length());
  }
}
