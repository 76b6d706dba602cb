package farestream.dynamodb.control;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.operation.Database;
import farestream.dynamodb.stream.SequenceNumbers;
import farestream.dynamodb.stream.Shard;
import farestream.dynamodb.stream.Stream;
import farestream.dynamodb.stream.StreamArn;
import farestream.dynamodb.stream.StreamUpkeep;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The commands of the control port. A command on a stream identifies it by `stream`, its ARN, or
/// by `table`, which selects the table's latest stream.
public final class Commands {
  private static final long MAX_DELAY_MILLIS = Duration.ofMinutes(10).toMillis();

  private final Database database;
  private final StreamUpkeep upkeep;
  private final Faults faults;

  private Commands(Database database, StreamUpkeep upkeep, Faults faults) {
    this.database = database;
    this.upkeep = upkeep;
    this.faults = faults;
  }

  /// Returns the commands by path.
  public static Map<String, Command> of(Database database, StreamUpkeep upkeep, Faults faults) {
    var commands = new Commands(database, upkeep, faults);
    return Map.of(
        "/split", commands::split,
        "/rotate", commands::rotate,
        "/trim", commands::trim,
        "/repeat", commands::repeat,
        "/expire-iterators", commands::expireIterators,
        "/delay", commands::delay,
        "/fail", commands::fail,
        "/reset", commands::reset);
  }

  /// Splits `shard`, or every open shard if it is absent.
  private Map<String, ?> split(JsonObject request) {
    return open(upkeep.split(stream(request), request.text("shard")));
  }

  /// Rotates `shard`, or every open shard if it is absent.
  private Map<String, ?> rotate(JsonObject request) {
    return open(upkeep.rotate(stream(request), request.text("shard")));
  }

  private static Map<String, ?> open(List<Shard> shards) {
    return Map.of("openShards", shards.stream().map(Shard::id).toList());
  }

  /// Trims the records up to the sequence number `upTo`, or those older than `olderThanSeconds`;
  /// all records if both are absent.
  private Map<String, ?> trim(JsonObject request) {
    var stream = stream(request);
    var upTo = request.text("upTo");
    var seconds = request.has("olderThanSeconds") ? olderThan(request) : null;
    if (upTo != null) {
      upkeep.trim(stream, SequenceNumbers.parse(upTo));
    } else if (seconds != null) {
      upkeep.trimOlder(stream, database.clock().instant().minusSeconds(seconds));
    } else {
      upkeep.trim(stream);
    }
    return Map.of();
  }

  private static Long olderThan(JsonObject request) {
    return positive(request, "olderThanSeconds", 0, Duration.ofDays(365).toSeconds());
  }

  /// Repeats the next `times` pages of a stream (default: 1).
  private Map<String, ?> repeat(JsonObject request) {
    var stream = stream(request);
    var times = positive(request, "times", 1, 1_000);
    faults.repeat(new StreamArn(stream.table(), stream.label()), times);
    return Map.of();
  }

  private Map<String, ?> expireIterators(JsonObject request) {
    database.streams().shardReader().expireIterators();
    return Map.of();
  }

  /// Delays the next `requests` requests (default: 1) of `operations` (default: all) by
  /// `milliseconds` (default: 1,000).
  private Map<String, ?> delay(JsonObject request) {
    var by = Duration.ofMillis(positive(request, "milliseconds", 1_000, MAX_DELAY_MILLIS));
    faults.add(operations(request), new Fault.Delay(by), requests(request));
    return Map.of();
  }

  /// Fails the next `requests` requests (default: 1) of `operations` (default: all) with an error
  /// of `type`, `status` and `message`, or by closing the connection if `close` is true. If
  /// `applied` is true, each request is executed first.
  private Map<String, ?> fail(JsonObject request) {
    var answer =
        request.isTrue("close")
            ? new Fault.Disconnect()
            : new Fault.Refusal(
                status(request),
                request.text("type", "ThrottlingException"),
                request.text("message", "This error was injected at the control port"));
    var failure = new Fault.Failure(answer, request.isTrue("applied"));
    faults.add(operations(request), failure, requests(request));
    return Map.of();
  }

  private static int status(JsonObject request) {
    var status = positive(request, "status", 400, 599);
    if (status < 400) {
      throw ServiceException.validation("status must be from 400 to 599");
    }
    return (int) status;
  }

  private Map<String, ?> reset(JsonObject request) {
    faults.reset();
    return Map.of();
  }

  private Set<String> operations(JsonObject request) {
    var operations = new LinkedHashSet<>(request.texts("operations"));
    for (var operation : operations) {
      if (!faults.isOperation(operation)) {
        throw ServiceException.validation("Unknown operation: " + operation);
      }
    }
    return operations;
  }

  private static long requests(JsonObject request) {
    return positive(request, "requests", 1, Integer.MAX_VALUE);
  }

  private static long positive(JsonObject request, String name, long defaultValue, long max) {
    var number = request.integer(name);
    if (number != null && (number < 1 || number > max)) {
      throw ServiceException.validation("%s must be from 1 to %d".formatted(name, max));
    }
    return number == null ? defaultValue : number;
  }

  private Stream stream(JsonObject request) {
    var arn = request.text("stream");
    var table = request.text("table");
    if (arn == null && table == null) {
      throw ServiceException.validation("The command requires a stream or a table");
    }
    return database
        .store()
        .read(
            reader ->
                arn != null
                    ? database.streams().require(reader, arn)
                    : latest(database.streams().list(reader, table, null)));
  }

  private static Stream latest(List<Stream> streams) {
    if (streams.isEmpty()) {
      throw ServiceException.validation("The table has no stream");
    }
    return streams.getLast();
  }
}
