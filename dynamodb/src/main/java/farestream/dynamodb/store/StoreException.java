package farestream.dynamodb.store;

import org.jspecify.annotations.Nullable;

/// The store can't read or write: a full disk, a file that is none of its own.
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
