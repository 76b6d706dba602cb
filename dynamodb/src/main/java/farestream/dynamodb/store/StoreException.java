package farestream.dynamodb.store;

import org.jspecify.annotations.Nullable;

/// Thrown if the store can't be read or written, for example because the disk is full or the file
/// isn't a SQLite database.
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
