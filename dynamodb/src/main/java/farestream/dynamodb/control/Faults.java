package farestream.dynamodb.control;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.operation.Operation;
import farestream.dynamodb.stream.RecordPage;
import farestream.dynamodb.stream.ShardIterator;
import farestream.dynamodb.stream.StreamArn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Faults on demand, for tests of this server's clients. It stands around the operations and lets
/// requests through unchanged until a fault is added. Thread-safe.
public final class Faults {
  private static final String GET_RECORDS = "GetRecords";

  private final Set<String> names = ConcurrentHashMap.newKeySet();
  private final List<Rule> rules = new ArrayList<>();

  /// The last page that had records, by shard.
  private final Map<Place, Page> pages = new HashMap<>();

  /// How many pages will be repeated, by stream.
  private final Map<StreamArn, Long> repeats = new HashMap<>();

  private record Place(StreamArn stream, int shard) {}

  /// A page that was given, and where its shard's reader stands since.
  private record Page(long next, Map<String, ?> answer) {}

  /// A fault and the requests that it is for.
  private static final class Rule {
    private final Set<String> operations;
    private final Fault fault;
    private long left;

    Rule(Set<String> operations, Fault fault, long requests) {
      this.operations = operations;
      this.fault = fault;
      this.left = requests;
    }

    boolean isFor(String operation) {
      return operations.isEmpty() || operations.contains(operation);
    }
  }

  /// @param operations by their targets
  /// @return the same ones, subject to these faults
  public Map<String, Operation> around(Map<String, Operation> operations) {
    var faulty = new LinkedHashMap<String, Operation>();
    operations.forEach(
        (target, operation) -> {
          var name = target.substring(target.indexOf('.') + 1);
          names.add(name);
          faulty.put(target, request -> run(name, operation, request));
        });
    return faulty;
  }

  private Map<String, ?> run(String name, Operation operation, JsonObject request) {
    var failure = take(name, Fault.Failure.class);
    if (failure != null && !failure.applied()) {
      delay(name);
      throw failure.answer().exception();
    }
    var answer = name.equals(GET_RECORDS) ? records(operation, request) : operation.run(request);
    delay(name);
    if (failure != null) {
      throw failure.answer().exception();
    }
    return answer;
  }

  private void delay(String name) {
    var delay = take(name, Fault.Delay.class);
    if (delay != null) {
      try {
        Thread.sleep(delay.by());
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized <F extends Fault> @Nullable F take(String name, Class<F> type) {
    for (var each = rules.iterator(); each.hasNext(); ) {
      var rule = each.next();
      if (rule.isFor(name) && type.isInstance(rule.fault)) {
        rule.left--;
        if (rule.left == 0) {
          each.remove();
        }
        return type.cast(rule.fault);
      }
    }
    return null;
  }

  private Map<String, ?> records(Operation operation, JsonObject request) {
    var iterator = iterator(request.text("ShardIterator"));
    var repeated = iterator == null ? null : repeated(iterator);
    if (repeated != null) {
      return repeated;
    }
    var answer = operation.run(request);
    var next = answer.get("NextShardIterator") instanceof String text ? iterator(text) : null;
    if (next != null && answer.get("Records") instanceof RecordPage page && page.count() > 0) {
      keep(next, answer);
    }
    return answer;
  }

  private static @Nullable ShardIterator iterator(@Nullable String text) {
    try {
      return text == null ? null : ShardIterator.parse(text);
    } catch (ServiceException invalid) {
      // The operation itself refuses it.
      return null;
    }
  }

  private static Place place(ShardIterator iterator) {
    return new Place(StreamArn.parse(iterator.arn()), iterator.shard());
  }

  private synchronized void keep(ShardIterator next, Map<String, ?> answer) {
    pages.put(place(next), new Page(next.after(), answer));
  }

  /// Only to a reader that stands behind the page: to another it would be a gap.
  private synchronized @Nullable Map<String, ?> repeated(ShardIterator iterator) {
    var place = place(iterator);
    var page = pages.get(place);
    var left = repeats.getOrDefault(place.stream(), 0L);
    if (page == null || page.next != iterator.after() || left == 0) {
      return null;
    }
    repeats.put(place.stream(), left - 1);
    return page.answer;
  }

  /// Whether there is such an operation, to be named in a fault.
  boolean isOperation(String name) {
    return names.contains(name);
  }

  /// @param operations none for all
  /// @param requests how many it is for
  synchronized void add(Set<String> operations, Fault fault, long requests) {
    rules.add(new Rule(operations, fault, requests));
  }

  /// The next reads of a stream give again the last page that had records of the same shard.
  synchronized void repeat(StreamArn stream, long times) {
    repeats.put(stream, times);
  }

  /// Forgets all faults that have not happened yet.
  synchronized void reset() {
    rules.clear();
    repeats.clear();
    pages.clear();
  }
}
