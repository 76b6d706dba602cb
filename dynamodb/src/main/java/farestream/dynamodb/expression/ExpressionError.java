package farestream.dynamodb.expression;

/// What can be wrong with an expression that is syntactically correct. DynamoDB reports one fault:
/// the first in this order, and of several of one kind the leftmost.
enum ExpressionError {
  REDUNDANT_PARENTHESES,
  UNKNOWN_CONDITION_FUNCTION,
  MISUSED_FUNCTION,
  RESERVED_WORD,
  UNKNOWN_UPDATE_FUNCTION,
  REPEATED_SECTION,
  // The faults from here on are looked for in each clause of a condition in turn.
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
