package farestream.bench;

import farestream.database.Schema;
import farestream.lambda.EventJson;
import farestream.lambda.FunctionProcess;
import farestream.lambda.FunctionProcess.Packed;
import farestream.lambda.LabTable;
import farestream.lambda.SecureDatabase;
import farestream.local.LocalServers;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/// Measures the packaged function in Lambda's runtime client: the time from the start of the
/// process to the first response, the time of a warm invocation, and the memory used.
///
/// Starts are measured over TLS and with a token, as on AWS; warm invocations against a PostgreSQL
/// with fsync on.
public final class FunctionStarts {
  private static final int STARTS = 12;
  private static final int WARM_UPS = 500;
  private static final String ARN = "arn:aws:dynamodb:us-east-1:0:table/t/stream/1";

  /// The heap that remains for a function of 256 MB on Lambda is smaller than this.
  private static final String HEAP = "-Xmx192m";

  private static long number;

  private FunctionStarts() {}

  public static void main(String[] arguments) throws Exception {
    Samples.printHeader();
    try (var database = SecureDatabase.start("trust")) {
      Schema.migrate(database.owner().dataSource());
      starts("cold start, all cores", List.of(), database.environment());
      starts("cold start, one core", List.of("taskset", "-c", "0"), database.environment());
      restores(database.environment());
    }
    Folders.temporary(
        folder -> {
          try (var servers = LocalServers.start(folder, 0, 0)) {
            Schema.migrate(servers.owner().dataSource());
            warm(servers.commands().environment());
          }
        });
  }

  private static Packed packed(List<String> prefix) {
    return new Packed(Packed.TRIPS.jar(), Packed.TRIPS.handler(), prefix, List.of(HEAP));
  }

  private static void starts(String what, List<String> prefix, Map<String, String> environment)
      throws IOException {
    var millis = new ArrayList<Double>();
    for (var start = 0; start < STARTS; start++) {
      var event = event(10);
      try (var function = FunctionProcess.start(packed(prefix), environment)) {
        invoke(function, event);
        millis.add(function.millisSinceStart());
      }
    }
    new Samples(millis).print(what);
  }

  /// Measures starts from a SnapStart snapshot, without the time in which Lambda loads it.
  private static void restores(Map<String, String> environment) throws IOException {
    var withSnapStart = new HashMap<>(environment);
    withSnapStart.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    var millis = new ArrayList<Double>();
    for (var start = 0; start < STARTS; start++) {
      var event = event(10);
      var pinned = packed(List.of("taskset", "-c", "0"));
      try (var function = FunctionProcess.start(pinned, withSnapStart)) {
        function.api().awaitSnapshot();
        var began = System.nanoTime();
        function.api().restore();
        invoke(function, event);
        millis.add((System.nanoTime() - began) / 1e6);
      }
    }
    new Samples(millis).print("restored, one core");
  }

  private static void warm(Map<String, String> environment) throws IOException {
    try (var function = FunctionProcess.start(packed(List.of()), environment)) {
      for (var time = 0; time < WARM_UPS; time++) {
        invoke(function, event(10));
      }
      warm(function, 10, 1_000);
      warm(function, 1_000, 60);
      System.out.printf(
          Locale.ROOT, "peak resident memory with %s: %d MB%n", HEAP, function.peakBytes() >> 20);
    }
  }

  private static void warm(FunctionProcess function, int records, int times) {
    var events = IntStream.range(0, times).mapToObj(_ -> event(records)).toList();
    var millis = new ArrayList<Double>();
    for (var event : events) {
      var began = System.nanoTime();
      invoke(function, event);
      millis.add((System.nanoTime() - began) / 1e6);
    }
    new Samples(millis).printTenths("warm, %,d records".formatted(records));
  }

  private static void invoke(FunctionProcess function, String event) {
    var answer = function.api().invoke(event);
    if (!answer.text().equals("{\"batchItemFailures\":[]}")) {
      throw new IllegalStateException(answer.text());
    }
  }

  /// Returns an event whose records are of different trips.
  private static String event(int records) {
    return EventJson.of(ARN, IntStream.range(0, records).mapToObj(_ -> record()).toList());
  }

  private static Record record() {
    var current = LabTable.completed("2026-11-22T05:15:33Z,%d".formatted(++number));
    var previous = new HashMap<>(current);
    previous.put("STATUS", AttributeValue.fromS("InProgress"));
    var keys = new HashMap<>(current);
    keys.keySet().retainAll(List.of("riderid", "tripinfo"));
    var change =
        StreamRecord.builder()
            .sequenceNumber("%021d".formatted(number))
            .approximateCreationDateTime(Instant.now())
            .keys(keys)
            .oldImage(previous)
            .newImage(current)
            .streamViewType("NEW_AND_OLD_IMAGES");
    return Record.builder().eventName("MODIFY").dynamodb(change.build()).build();
  }
}
