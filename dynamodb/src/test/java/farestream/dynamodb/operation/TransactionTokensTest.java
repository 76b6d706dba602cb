package farestream.dynamodb.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.json.JsonReader;
import farestream.dynamodb.store.Durability;
import farestream.dynamodb.store.KeyRange;
import farestream.dynamodb.store.Reader;
import farestream.dynamodb.store.SqliteStore;
import farestream.dynamodb.store.Writer;
import farestream.dynamodb.table.Keyspaces;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransactionTokensTest {
  private static final List<JsonObject> PARTS =
      List.of(JsonReader.read("{\"Put\": {}}".getBytes(UTF_8)));

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T10:15:30Z"));
  private final AtomicInteger visited = new AtomicInteger();
  private TransactionTokens tokens;
  private SqliteStore store;

  @BeforeEach
  void open(@TempDir Path folder) {
    store = SqliteStore.open(folder.resolve("test.sqlite"), Durability.PROCESS);
    tokens = new TransactionTokens(now::get);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  private void remember(String token) {
    store.write(
        writer -> {
          tokens.remember(counting(writer), token, PARTS);
          return true;
        });
  }

  private boolean isRepeated(String token) {
    return store.write(writer -> tokens.isRepeated(writer, token, PARTS));
  }

  /// Returns a writer that delegates to this one and counts the entries that scans visit.
  private Writer counting(Writer writer) {
    return (Writer)
        Proxy.newProxyInstance(
            Writer.class.getClassLoader(),
            new Class<?>[] {Writer.class},
            (_, method, arguments) -> {
              if (method.getName().equals("scan")) {
                var visitor = (Reader.Visitor) arguments[1];
                writer.scan(
                    (KeyRange) arguments[0],
                    (key, value) -> {
                      visited.incrementAndGet();
                      return visitor.visit(key, value);
                    });
                return null;
              }
              try {
                return method.invoke(writer, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
  }

  private int stored(int keyspace) {
    var count = new AtomicInteger();
    return store.read(
        reader -> {
          reader.scan(KeyRange.all(keyspace), (_, _) -> count.incrementAndGet() > 0);
          return count.get();
        });
  }

  @Test
  void a_token_is_known_for_ten_minutes() {
    remember("a");
    pass(Duration.ofMinutes(10));
    assertThat(isRepeated("a")).isTrue();
    pass(Duration.ofMillis(1));
    assertThat(isRepeated("a")).isFalse();
  }

  @Test
  void only_expired_tokens_are_read_and_removed() {
    for (var i = 0; i < 5; i++) {
      remember("old" + i);
    }
    pass(Duration.ofMinutes(9));
    for (var i = 0; i < 500; i++) {
      remember("young" + i);
    }
    pass(Duration.ofMinutes(2));
    visited.set(0);

    remember("next");

    assertThat(visited.get()).isEqualTo(6);
    assertThat(stored(Keyspaces.TRANSACTIONS)).isEqualTo(501);
    assertThat(stored(Keyspaces.TRANSACTION_TIMES)).isEqualTo(501);
    remember("another");
    assertThat(visited.get()).isEqualTo(6);
  }

  @Test
  void many_expired_tokens_are_removed_in_batches() {
    for (var i = 0; i < 1_000; i++) {
      remember("old" + i);
    }
    pass(Duration.ofMinutes(11));

    remember("a");
    assertThat(stored(Keyspaces.TRANSACTIONS)).isEqualTo(1_000 - 256 + 1);
    for (var i = 0; i < 5; i++) {
      remember("b" + i);
    }
    assertThat(stored(Keyspaces.TRANSACTIONS)).isEqualTo(6);
    assertThat(stored(Keyspaces.TRANSACTION_TIMES)).isEqualTo(6);
  }

  @Test
  void a_token_that_is_reused_after_it_expired_is_known_for_another_ten_minutes() {
    remember("a");
    pass(Duration.ofMinutes(11));
    tokens = new TransactionTokens(now::get);
    remember("a");
    pass(Duration.ofMinutes(9));
    remember("b");
    assertThat(isRepeated("a")).isTrue();
    pass(Duration.ofMinutes(2));
    remember("c");
    assertThat(isRepeated("a")).isFalse();
    assertThat(stored(Keyspaces.TRANSACTIONS)).isEqualTo(2);
  }
}
