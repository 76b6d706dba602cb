package farestream.dynamodb.operation;

/// A table is named by its name or its ARN.
final class TableNames {
  private static final String OF_ARN = ":table/";

  private TableNames() {}

  static String of(String nameOrArn) {
    var start = nameOrArn.startsWith("arn:") ? nameOrArn.indexOf(OF_ARN) : -1;
    return start < 0 ? nameOrArn : nameOrArn.substring(start + OF_ARN.length());
  }
}
