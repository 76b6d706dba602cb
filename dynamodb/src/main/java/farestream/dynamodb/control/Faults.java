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

/// Injects faults into requests, to test this server's clients. It wraps the operations and passes
/// requests through unchanged until a fault is added. Thread-safe.
public final class Faults {
  private static final String GET_RECORDS = "GetRecords";

  private final Set<String> names = ConcurrentHashMap.newKeySet();
  private final List<Rule> rules = new ArrayList<>();

  /// The last non-empty page of each shard.
  private final Map<ShardKey, Page> pages = new HashMap<>();

  /// The number of pages still to be repeated, by stream.
  private final Map<StreamArn, Long> repeats = new HashMap<>();

  private record ShardKey(StreamArn stream, int shard) {}

  /// A page that was returned.
  ///
  /// @param next the position that its reader continues from
  private record Page(long next, Map<String, ?> answer) {}

  /// A fault and the requests that it applies to.
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

  /// Wraps the operations.
  ///
  /// @param operations the operations by target
  /// @return the same operations, subject to these faults
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
      // The operation itself refuses an invalid iterator.
      return null;
    }
  }

  private static ShardKey shardKey(ShardIterator iterator) {
    return new ShardKey(StreamArn.parse(iterator.arn()), iterator.shard());
  }

  private synchronized void keep(ShardIterator next, Map<String, ?> answer) {
    pages.put(shardKey(next), new Page(next.after(), answer));
  }

  /// Returns the page to repeat, or null. A page is repeated only for a reader that continues
  /// right after it; any other reader would see a gap.
  private synchronized @Nullable Map<String, ?> repeated(ShardIterator iterator) {
    var shard = shardKey(iterator);
    var page = pages.get(shard);
    var left = repeats.getOrDefault(shard.stream(), 0L);
    if (page == null || page.next != iterator.after() || left == 0) {
      return null;
    }
    repeats.put(shard.stream(), left - 1);
    return page.answer;
  }

  /// Returns whether an operation of this name exists.
  boolean isOperation(String name) {
    return names.contains(name);
  }

  /// Adds a fault.
  ///
  /// @param operations the names of the operations that it applies to; empty for all
  /// @param requests the number of requests that it applies to
  synchronized void add(Set<String> operations, Fault fault, long requests) {
    rules.add(new Rule(operations, fault, requests));
  }

  /// Makes the next reads of a stream return the last non-empty page of their shard again.
  ///
  /// @param times the number of pages to repeat
  synchronized void repeat(StreamArn stream, long times) {
    repeats.put(stream, times);
  }

  /// Removes all pending faults.
  synchronized void reset() {
    rules.clear();
    repeats.clear();
    pages.clear();
  }
}
