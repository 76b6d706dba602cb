package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;

/// The refusal of parameters that don't fit together.
final class InvalidParameter {
  private InvalidParameter() {}

  static ServiceException of(String what) {
    return ServiceException.validation("One or more parameter values were invalid: " + what);
  }
}
