package farestream.dynamodb.expression;

/// The errors of a syntactically correct expression, in order of precedence. DynamoDB reports only
/// one error per expression: the first in this order, and of several of the same kind the
/// leftmost.
enum ExpressionError {
  REDUNDANT_PARENTHESES,
  UNKNOWN_CONDITION_FUNCTION,
  MISUSED_FUNCTION,
  RESERVED_WORD,
  UNKNOWN_UPDATE_FUNCTION,
  REPEATED_SECTION,
  // DynamoDB checks a condition for the following errors clause by clause.
  UNDEFINED_NAME,
  UNDEFINED_VALUE,
  OVERLAPPING_PATHS,
  CONFLICTING_PATHS,
  NUMBER_OF_OPERANDS,
  SAME_OPERANDS,
  OPERAND_TYPE,
  UPDATE_FUNCTION;

  boolean belongsToClause() {
    return compareTo(UNDEFINED_NAME) >= 0;
  }
}
