package farestream.dynamodb.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.json.JsonWriter;
import farestream.dynamodb.store.KeyRange;
import farestream.dynamodb.store.Writer;
import farestream.dynamodb.table.Keyspaces;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The client request tokens that make transactions idempotent: a transaction that is sent again
/// with the same token within ten minutes isn't applied again. Tokens are stored in the
/// transaction that they belong to.
final class TransactionTokens {
  private static final Duration IDEMPOTENCY_WINDOW = Duration.ofMinutes(10);
  private static final int MAX_LENGTH = 36;
  private static final int MAX_REMOVED = 256;

  private final InstantSource clock;

  /// The earliest time when a token can expire, in milliseconds since 1970.
  private long nextExpiryMillis;

  TransactionTokens(InstantSource clock) {
    this.clock = clock;
  }

  /// Returns whether a transaction with this token was already applied.
  ///
  /// @throws ServiceException (IdempotentParameterMismatchException) if the token was used with
  ///     another request
  boolean isRepeated(Writer writer, String token, List<JsonObject> parts) {
    if (token.isEmpty() || token.length() > MAX_LENGTH) {
      throw ServiceException.validation(
          ("1 validation error detected: Value '%s' at 'clientRequestToken' failed to satisfy"
                  + " constraint: Member must have length %s")
              .formatted(
                  token,
                  token.isEmpty() ? "greater than or equal to 1" : "less than or equal to 36"));
    }
    var stored = writer.get(Keyspaces.TRANSACTIONS, token.getBytes(UTF_8));
    if (stored == null || isExpired(stored)) {
      return false;
    }
    if (!Arrays.equals(Arrays.copyOfRange(stored, Long.BYTES, stored.length), digest(parts))) {
      throw ServiceException.of(
          "IdempotentParameterMismatchException",
          "The request uses the same client token as a previous, but non-identical request. Do not"
              + " reuse a client token with different requests, unless the requests are identical");
    }
    return true;
  }

  void remember(Writer writer, String token, List<JsonObject> parts) {
    removeExpired(writer);
    var now = clock.millis();
    var name = token.getBytes(UTF_8);
    var digest = digest(parts);
    var value = ByteBuffer.allocate(Long.BYTES + digest.length).putLong(now).put(digest);
    writer.put(Keyspaces.TRANSACTIONS, name, value.array());
    var timeKey = ByteBuffer.allocate(Long.BYTES + name.length).putLong(now).put(name);
    writer.put(Keyspaces.TRANSACTION_TIMES, timeKey.array(), new byte[0]);
  }

  /// Removes the oldest expired tokens and reads at most one that hasn't expired.
  private void removeExpired(Writer writer) {
    if (clock.millis() < nextExpiryMillis) {
      return;
    }
    var expired = new ArrayList<byte[]>();
    writer.scan(
        KeyRange.all(Keyspaces.TRANSACTION_TIMES),
        (timeKey, _) -> {
          nextExpiryMillis = millis(timeKey) + IDEMPOTENCY_WINDOW.toMillis() + 1;
          if (clock.millis() < nextExpiryMillis) {
            return false;
          }
          expired.add(timeKey);
          return expired.size() < MAX_REMOVED;
        });
    expired.forEach(timeKey -> remove(writer, timeKey));
  }

  private static void remove(Writer writer, byte[] timeKey) {
    writer.delete(Keyspaces.TRANSACTION_TIMES, timeKey);
    var token = Arrays.copyOfRange(timeKey, Long.BYTES, timeKey.length);
    var stored = writer.get(Keyspaces.TRANSACTIONS, token);
    // A token that was used again after it had expired also has a later time key.
    if (stored != null && millis(stored) == millis(timeKey)) {
      writer.delete(Keyspaces.TRANSACTIONS, token);
    }
  }

  /// Returns the time that both the value and the time key of a token begin with.
  private static long millis(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getLong();
  }

  private boolean isExpired(byte[] stored) {
    return clock.millis() - millis(stored) > IDEMPOTENCY_WINDOW.toMillis();
  }

  private static byte[] digest(List<JsonObject> parts) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(JsonWriter.write(parts));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
