package farestream.dynamodb.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import farestream.dynamodb.error.ServiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest {
  @TempDir private Path folder;
  private SqliteStore store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("store"), Durability.PROCESS);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void keys_are_scanned_in_order_both_ways_and_by_keyspace() {
    put(1, "b", "a", "c");
    put(2, "x");
    assertThat(keys(KeyRange.all(1))).containsExactly("a", "b", "c");
    var back = new KeyRange(1, bytes("a"), bytes("c"), true);
    assertThat(keys(back)).containsExactly("b", "a");
    assertThat(keys(KeyRange.all(1).beyond(bytes("a")))).containsExactly("b", "c");
    assertThat(keys(back.beyond(bytes("b")))).containsExactly("a");
  }

  @Test
  void a_scan_can_read_other_keys_meanwhile() {
    put(1, "a", "b");
    var seen = new ArrayList<String>();
    store.read(
        reader -> {
          reader.scan(
              KeyRange.all(1),
              (key, _) -> seen.add(new String(requireNonNull(reader.get(1, key)), UTF_8)));
          return null;
        });
    assertThat(seen).containsExactly("a", "b");
  }

  @Test
  void a_read_transaction_sees_the_snapshot_of_its_start() {
    put(1, "a");
    var count =
        store.read(
            reader -> {
              var before = keys(reader, KeyRange.all(1)).size();
              put(1, "b");
              return List.of(before, keys(reader, KeyRange.all(1)).size());
            });
    assertThat(count).containsExactly(1, 1);
    assertThat(keys(KeyRange.all(1))).containsExactly("a", "b");
  }

  @Test
  void a_refused_transaction_fails_no_other_of_its_group() throws Exception {
    var results = together(refused(), putter("kept"));
    assertThatThrownBy(results.get(0)::get).hasCauseInstanceOf(ServiceException.class);
    results.get(1).get();
    assertThat(keys(KeyRange.all(1))).containsExactly("kept");
  }

  @Test
  void an_exception_fails_the_whole_group_and_nothing_of_it_is_stored() throws Exception {
    var results = together(putter("lost"), faulty(), putter("lost too"));
    for (var result : results) {
      assertThatThrownBy(result::get).hasCauseInstanceOf(StoreException.class);
    }
    assertThat(keys(KeyRange.all(1))).isEmpty();
    put(1, "next");
    assertThat(keys(KeyRange.all(1))).containsExactly("next");
  }

  @Test
  void a_size_is_stored_with_its_group_or_not_at_all() throws Exception {
    for (var result : together(resizer(2, 20), resizer(-1, -5))) {
      result.get();
    }
    together(resizer(7, 7), faulty());
    assertThat(store.<Size>read(reader -> reader.size(1))).isEqualTo(new Size(1, 15));
    store.close();
    open();
    assertThat(store.<Size>read(reader -> reader.size(1))).isEqualTo(new Size(1, 15));
  }

  @Test
  void a_refusal_after_a_write_fails_the_whole_group() throws Exception {
    var results = together(putter("lost"), refusedLate());
    for (var result : results) {
      assertThatThrownBy(result::get).hasCauseInstanceOf(StoreException.class);
    }
    assertThat(keys(KeyRange.all(1))).isEmpty();
  }

  @Test
  void written_entries_survive_a_restart() {
    put(1, "a");
    store.close();
    open();
    assertThat(keys(KeyRange.all(1))).containsExactly("a");
  }

  @Test
  void a_closed_store_refuses_writes() {
    store.close();
    assertThatThrownBy(() -> put(1, "a")).isInstanceOf(StoreException.class);
    open();
  }

  @Test
  void a_second_server_cannot_open_the_file() {
    assertThatThrownBy(() -> SqliteStore.open(folder.resolve("store"), Durability.PROCESS))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("in use by another server");
    put(1, "a");
  }

  @Test
  void a_file_that_is_not_a_store_is_refused() throws Exception {
    var other = Files.writeString(folder.resolve("other"), "not a database at all, but text");
    assertThatThrownBy(() -> SqliteStore.open(other, Durability.PROCESS))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("other")
        .hasMessageContaining("not a database");
  }

  @Test
  void a_failed_start_leaves_no_connection_open() throws Exception {
    var descriptors = Path.of("/proc/self/fd");
    assumeTrue(Files.isDirectory(descriptors), "skipped: only Linux lists a process's open files");
    var foreign = folder.resolve("foreign");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + foreign);
        var statement = connection.createStatement()) {
      statement.execute("create table entry(name text)");
    }
    for (var i = 0; i < 3; i++) {
      assertThatThrownBy(() -> SqliteStore.open(foreign, Durability.PROCESS))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("foreign");
    }
    try (var open = Files.list(descriptors)) {
      assertThat(open.map(SqliteStoreTest::target).filter(file -> file.contains("foreign")))
          .isEmpty();
    }
  }

  /// Returns the file of a descriptor; empty if it was closed meanwhile.
  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closed) {
      return "";
    }
  }

  @Test
  void only_the_owner_can_read_what_is_stored() throws Exception {
    assumeTrue(isPosix(), "skipped: this file system has no permissions");
    put(1, "a");
    assertThat(permissions()).hasSize(4).containsOnly("rw-------");

    store.close();
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
      }
    }
    open();
    put(1, "b");
    assertThat(permissions()).hasSize(4).containsOnly("rw-------");
  }

  private boolean isPosix() throws IOException {
    return Files.getFileStore(folder).supportsFileAttributeView("posix");
  }

  /// Returns the permissions of the database, its journal, the journal's index and the lock file.
  private List<String> permissions() throws IOException {
    var permissions = new ArrayList<String>();
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        permissions.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      }
    }
    return permissions;
  }

  private static Store.Transaction<Writer, @Nullable Void> putter(String key) {
    return writer -> {
      writer.put(1, bytes(key), bytes(key));
      return null;
    };
  }

  private static Store.Transaction<Writer, @Nullable Void> resizer(long entries, long bytes) {
    return writer -> {
      writer.resize(1, entries, bytes);
      return null;
    };
  }

  private static Store.Transaction<Writer, @Nullable Void> refused() {
    return _ -> {
      throw ServiceException.validation("no");
    };
  }

  private static Store.Transaction<Writer, @Nullable Void> refusedLate() {
    return writer -> {
      writer.put(1, bytes("half"), bytes("done"));
      throw ServiceException.validation("no");
    };
  }

  private static Store.Transaction<Writer, @Nullable Void> faulty() {
    return _ -> {
      throw new IllegalStateException("a bug");
    };
  }

  /// Blocks the writer until all transactions are waiting, so that they are committed as one
  /// group.
  @SafeVarargs
  private List<Future<@Nullable Void>> together(
      Store.Transaction<Writer, @Nullable Void>... transactions) throws Exception {
    var holding = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var results = new ArrayList<Future<@Nullable Void>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var holder =
          threads.submit(
              () ->
                  store.write(
                      _ -> {
                        holding.countDown();
                        await(go);
                        return null;
                      }));
      holding.await();
      for (var transaction : transactions) {
        results.add(threads.submit(() -> store.write(transaction)));
      }
      while (store.waiting() < transactions.length) {
        Thread.onSpinWait();
      }
      go.countDown();
      holder.get();
    }
    return results;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private void put(int keyspace, String... keys) {
    store.write(
        writer -> {
          for (var key : keys) {
            writer.put(keyspace, bytes(key), bytes(key));
          }
          return null;
        });
  }

  private List<String> keys(KeyRange range) {
    return store.read(reader -> keys(reader, range));
  }

  private static List<String> keys(Reader reader, KeyRange range) {
    var keys = new ArrayList<String>();
    reader.scan(range, (key, _) -> keys.add(new String(key, UTF_8)));
    return keys;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
