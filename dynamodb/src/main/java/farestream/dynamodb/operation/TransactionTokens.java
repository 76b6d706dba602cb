package farestream.dynamodb.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.json.JsonWriter;
import farestream.dynamodb.store.KeyRange;
import farestream.dynamodb.store.Writer;
import farestream.dynamodb.table.Spaces;
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

  private final InstantSource clock;
  private long nextCleaningMillis;

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
    var stored = writer.get(Spaces.TRANSACTIONS, token.getBytes(UTF_8));
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
    var digest = digest(parts);
    var value = ByteBuffer.allocate(Long.BYTES + digest.length).putLong(clock.millis()).put(digest);
    writer.put(Spaces.TRANSACTIONS, token.getBytes(UTF_8), value.array());
    cleanNowAndThen(writer);
  }

  private void cleanNowAndThen(Writer writer) {
    if (clock.millis() < nextCleaningMillis) {
      return;
    }
    nextCleaningMillis = clock.millis() + KEPT.toMillis();
    var old = new ArrayList<byte[]>();
    writer.scan(
        KeyRange.all(Spaces.TRANSACTIONS),
        (key, value) -> {
          if (isOld(value)) {
            old.add(key);
          }
          return true;
        });
    old.forEach(key -> writer.delete(Spaces.TRANSACTIONS, key));
  }

  private boolean isOld(byte[] stored) {
    return clock.millis() - ByteBuffer.wrap(stored).getLong() > KEPT.toMillis();
  }

  private static byte[] digest(List<JsonObject> parts) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(JsonWriter.write(parts));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
