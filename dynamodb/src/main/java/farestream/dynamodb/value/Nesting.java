package farestream.dynamodb.value;

import farestream.dynamodb.error.ServiceException;

/// How deep lists and maps of an item may be nested.
public final class Nesting {
  private static final int DEEPEST = 32;

  private Nesting() {}

  /// @param depth of a value: 1 for one of a top-level attribute
  /// @throws ServiceException (ValidationException) if it is too deep
  public static void check(int depth) {
    if (depth > DEEPEST) {
      throw ServiceException.validation(
          ("Nesting Levels have exceeded supported limits: Attributes with nesting levels more than"
                  + " %d not supported")
              .formatted(DEEPEST));
    }
  }
}
