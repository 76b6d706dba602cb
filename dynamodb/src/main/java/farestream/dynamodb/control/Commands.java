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

/// What can be asked for at the control port. A command that concerns a stream names it by
/// `stream`, its ARN, or by `table`, whose latest one it is.
public final class Commands {
  private static final long LONGEST_DELAY = Duration.ofMinutes(10).toMillis();

  private final Database database;
  private final StreamUpkeep upkeep;
  private final Faults faults;

  private Commands(Database database, StreamUpkeep upkeep, Faults faults) {
    this.database = database;
    this.upkeep = upkeep;
    this.faults = faults;
  }

  /// By their paths.
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

  /// `shard`: the one to split; without it, all that are open.
  private Map<String, ?> split(JsonObject request) {
    return open(upkeep.split(stream(request), request.text("shard")));
  }

  /// `shard`: the one to close; without it, all that are open.
  private Map<String, ?> rotate(JsonObject request) {
    return open(upkeep.rotate(stream(request), request.text("shard")));
  }

  private static Map<String, ?> open(List<Shard> shards) {
    return Map.of("openShards", shards.stream().map(Shard::id).toList());
  }

  /// `upTo`: a sequence number; `olderThanSeconds`; without both, all records.
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

  /// `times`: how many pages are repeated; 1 without it.
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

  /// `milliseconds`; `operations`: their names, without it all; `requests`: 1 without it.
  private Map<String, ?> delay(JsonObject request) {
    var by = Duration.ofMillis(positive(request, "milliseconds", 1_000, LONGEST_DELAY));
    faults.add(operations(request), new Fault.Delay(by), requests(request));
    return Map.of();
  }

  /// `type`, `status` and `message` of the error, or `close`: true to close the connection;
  /// `applied`: true to carry the request out first; `operations` and `requests` as of a delay.
  private Map<String, ?> fail(JsonObject request) {
    var answer =
        request.isTrue("close")
            ? new Fault.Disconnect()
            : new Fault.Refusal(
                status(request),
                request.text("type", "ThrottlingException"),
                request.text("message", "This error was asked for at the control port"));
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
        throw ServiceException.validation("No operation is named " + operation);
      }
    }
    return operations;
  }

  private static long requests(JsonObject request) {
    return positive(request, "requests", 1, Integer.MAX_VALUE);
  }

  private static long positive(JsonObject request, String name, long otherwise, long most) {
    var number = request.integer(name);
    if (number != null && (number < 1 || number > most)) {
      throw ServiceException.validation("%s must be from 1 to %d".formatted(name, most));
    }
    return number == null ? otherwise : number;
  }

  private Stream stream(JsonObject request) {
    var arn = request.text("stream");
    var table = request.text("table");
    if (arn == null && table == null) {
      throw ServiceException.validation("The command needs a stream or a table");
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
