package farestream.dynamodb.value;

import farestream.dynamodb.error.ServiceException;

/// The limit on the nesting of lists and maps in an item.
public final class Nesting {
  private static final int MAX_DEPTH = 32;

  private Nesting() {}

  /// Checks the depth of a value.
  ///
  /// @param depth 1 for the value of a top-level attribute
  /// @throws ServiceException (ValidationException) if the value is nested too deeply
  public static void check(int depth) {
    if (depth > MAX_DEPTH) {
      throw ServiceException.validation(
          ("Nesting Levels have exceeded supported limits: Attributes with nesting levels more than"
                  + " %d not supported")
              .formatted(MAX_DEPTH));
    }
  }
}
