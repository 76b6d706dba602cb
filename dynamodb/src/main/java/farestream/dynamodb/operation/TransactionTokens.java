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

/// The tokens of transactions, by which one that is sent again within ten minutes is not done
/// again. They are stored with the writes of their transaction.
final class TransactionTokens {
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final int LONGEST = 36;
  private static final int MOST_AT_ONCE = 256;

  private final InstantSource clock;

  /// No token expires before.
  private long nextExpiryMillis;

  TransactionTokens(InstantSource clock) {
    this.clock = clock;
  }

  /// @throws ServiceException (IdempotentParameterMismatchException) if the token came with another
  ///     request before
  boolean isRepeated(Writer writer, String token, List<JsonObject> parts) {
    if (token.isEmpty() || token.length() > LONGEST) {
      throw ServiceException.validation(
          ("1 validation error detected: Value '%s' at 'clientRequestToken' failed to satisfy"
                  + " constraint: Member must have length %s")
              .formatted(
                  token,
                  token.isEmpty() ? "greater than or equal to 1" : "less than or equal to 36"));
    }
    var stored = writer.get(Keyspaces.TRANSACTIONS, token.getBytes(UTF_8));
    if (stored == null || isOld(stored)) {
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
    var place = ByteBuffer.allocate(Long.BYTES + name.length).putLong(now).put(name);
    writer.put(Keyspaces.TRANSACTION_TIMES, place.array(), new byte[0]);
  }

  /// Removes the oldest tokens of those that have expired, and reads no others.
  private void removeExpired(Writer writer) {
    if (clock.millis() < nextExpiryMillis) {
      return;
    }
    var expired = new ArrayList<byte[]>();
    writer.scan(
        KeyRange.all(Keyspaces.TRANSACTION_TIMES),
        (place, _) -> {
          nextExpiryMillis = millis(place) + KEPT.toMillis() + 1;
          if (clock.millis() < nextExpiryMillis) {
            return false;
          }
          expired.add(place);
          return expired.size() < MOST_AT_ONCE;
        });
    expired.forEach(place -> remove(writer, place));
  }

  private static void remove(Writer writer, byte[] place) {
    writer.delete(Keyspaces.TRANSACTION_TIMES, place);
    var token = Arrays.copyOfRange(place, Long.BYTES, place.length);
    var stored = writer.get(Keyspaces.TRANSACTIONS, token);
    // A token that came again after its time has a later place, too.
    if (stored != null && millis(stored) == millis(place)) {
      writer.delete(Keyspaces.TRANSACTIONS, token);
    }
  }

  /// The time with which both a token's value and its place begin.
  private static long millis(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getLong();
  }

  private boolean isOld(byte[] stored) {
    return clock.millis() - millis(stored) > KEPT.toMillis();
  }

  private static byte[] digest(List<JsonObject> parts) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(JsonWriter.write(parts));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
