package farestream.dynamodb.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterTry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("integration")
@net.jqwik.api.Tag("integration")
class ExactlyOnceTest {
  private static final int ITEMS = 6;

  private final List<Path> folders = new ArrayList<>();

  /// An event while the stream is read.
  ///
  /// @param n selects the item or the shard, or is an amount
  record Step(What what, int n) {}

  enum What {
    PUT,
    DELETE,
    ROTATE,
    SPLIT,
    SWEEP,
    READ,
    RESTART_READER,
    RESTART_SERVER
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    var what =
        Arbitraries.frequency(
            Tuple.of(30, What.PUT),
            Tuple.of(5, What.DELETE),
            Tuple.of(2, What.ROTATE),
            Tuple.of(2, What.SPLIT),
            Tuple.of(2, What.SWEEP),
            Tuple.of(10, What.READ),
            Tuple.of(2, What.RESTART_READER),
            Tuple.of(1, What.RESTART_SERVER));
    return what.flatMap(each -> Arbitraries.integers().between(0, 99).map(n -> new Step(each, n)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(80);
  }

  @AfterTry
  void removeFolders() throws IOException {
    for (var folder : folders) {
      try (var files = Files.list(folder)) {
        for (var file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
    folders.clear();
  }

  @Property(tries = 100)
  void every_record_is_read_once_and_in_order_of_its_item(@ForAll("histories") List<Step> history)
      throws IOException {
    var folder = Files.createTempDirectory("streams");
    folders.add(folder);
    try (var test = StreamDatabase.in(folder, "NEW_AND_OLD_IMAGES")) {
      var reader = new LineageReader(test);
      var expected = new HashMap<String, List<String>>();
      var present = new HashMap<String, Integer>();
      for (var i = 0; i < history.size(); i++) {
        step(test, reader, history.get(i), i, expected, present);
      }
      while (reader.read(7)) {}

      for (var i = 0; i < ITEMS; i++) {
        assertThat(reader.records("k" + i)).isEqualTo(expected.getOrDefault("k" + i, List.of()));
      }
    }
  }

  private static void step(
      StreamDatabase test,
      LineageReader reader,
      Step step,
      int value,
      Map<String, List<String>> expected,
      Map<String, Integer> present) {
    var id = "k" + step.n % ITEMS;
    var records = expected.computeIfAbsent(id, _ -> new ArrayList<>());
    switch (step.what) {
      case PUT -> {
        test.put(id, value);
        records.add((present.put(id, value) == null ? "INSERT " : "MODIFY ") + id + " " + value);
      }
      case DELETE -> {
        test.delete(id);
        if (present.remove(id) != null) {
          records.add("REMOVE " + id);
        }
      }
      case ROTATE -> test.upkeep().rotate(test.stream(), null);
      case SPLIT -> {
        var open = test.stream().openShards();
        test.upkeep().split(test.stream(), open.get(step.n % open.size()).id());
      }
      case SWEEP -> {
        test.pass(Duration.ofMinutes(step.n % 14));
        test.upkeep().sweep();
      }
      case READ -> reader.read(1 + step.n % 5);
      case RESTART_READER -> reader.restart();
      case RESTART_SERVER -> test.restart();
    }
  }

  @Test
  void nothing_is_skipped_while_many_write_and_shards_split(@TempDir Path folder) throws Exception {
    try (var test = StreamDatabase.in(folder, "NEW_IMAGE");
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var writers = new ArrayList<Future<?>>();
      for (var i = 0; i < 16; i++) {
        var id = "k" + i;
        writers.add(executor.submit(() -> writeAll(test, id, WRITES)));
      }
      var reader = new LineageReader(test);
      for (var i = 0; writers.stream().anyMatch(writer -> !writer.isDone()); i++) {
        reader.read(50);
        if (i % 40 == 20) {
          test.upkeep().split(test.stream(), test.stream().openShards().getFirst().id());
        } else if (i % 40 == 0) {
          test.upkeep().rotate(test.stream(), null);
        }
      }
      for (var writer : writers) {
        writer.get();
      }
      while (reader.read(50)) {}

      for (var i = 0; i < 16; i++) {
        var id = "k" + i;
        assertThat(reader.records(id)).isEqualTo(written(id));
      }
    }
  }

  private static final int WRITES = 150;

  private static void writeAll(StreamDatabase test, String id, int count) {
    for (var i = 0; i < count; i++) {
      test.put(id, i);
    }
  }

  private static List<String> written(String id) {
    var records = new ArrayList<String>();
    for (var i = 0; i < WRITES; i++) {
      records.add((i == 0 ? "INSERT " : "MODIFY ") + id + " " + i);
    }
    return records;
  }

  /// An iterator at LATEST, and the value of the item that was read after the iterator was issued.
  private record Snapshot(String iterator, int value) {}

  @Test
  void an_iterator_at_latest_and_a_later_read_of_the_item_miss_no_change(@TempDir Path folder)
      throws Exception {
    try (var test = StreamDatabase.in(folder, "NEW_IMAGE");
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var shard = test.onlyShard();
      test.put("k", 0);
      var writer = executor.submit(() -> writeAll(test, "k", 1_000));
      var snapshots = new ArrayList<Snapshot>();
      while (!writer.isDone()) {
        snapshots.add(new Snapshot(test.iterator(shard, "LATEST"), test.value("k")));
      }
      writer.get();

      for (var snapshot : snapshots) {
        var missing = 999 - snapshot.value;
        assertThat(test.read(snapshot.iterator)).hasSizeGreaterThanOrEqualTo(missing);
      }
    }
  }
}
