package farestream.booking;

import farestream.trip.TripKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/// Scans the whole table with consistent reads, page by page, in several parallel segments.
public final class TripScan {
  private static final int SEGMENTS = 4;

  /// Items per page. It bounds the memory used.
  private static final int PAGE = 500;

  private static final long CLEAR_MILLIS = 10;

  private final TripsTable table;
  private final ItemFilter filter;
  private final ReadRate rate;
  private final BlockingQueue<Part> parts = new ArrayBlockingQueue<>(SEGMENTS);

  private TripScan(TripsTable table, ItemFilter filter, ReadRate rate) {
    this.table = table;
    this.filter = filter;
    this.rate = rate;
  }

  /// Consumes pages.
  ///
  /// @param <E> the exception that consuming may throw
  public interface Pages<E extends Exception> {
    /// @param scanned the number of items that were read to find these
    /// @return whether to continue
    boolean page(List<TripItem> items, long scanned) throws E;
  }

  /// What a segment's thread puts into the queue.
  private sealed interface Part {
    record Page(List<TripItem> items, long scanned) implements Part {}

    record End() implements Part {}

    record Failed(Throwable cause) implements Part {}
  }

  /// Reads every item that is, or may be meant as, a completed trip.
  ///
  /// @param pages called in the caller's thread
  public static <E extends Exception> void perhapsCompleted(
      TripsTable table, ReadRate rate, Pages<E> pages) throws E, InterruptedException {
    new TripScan(table, ItemFilter.perhapsCompleted(), rate).run(pages);
  }

  /// Reads the items that match a filter. Suited to filters that few items match.
  ///
  /// @param pages called in the caller's thread
  static <E extends Exception> void search(TripsTable table, ItemFilter filter, Pages<E> pages)
      throws E, InterruptedException {
    new TripScan(table, filter, ReadRate.unlimited()).run(pages);
  }

  /// Reads the items that match a filter in a single thread, in DynamoDB's scan order. The order
  /// is stable while nothing is written, so a later call can continue after an item.
  static void inOrder(
      TripsTable table, ItemFilter filter, Optional<TripKey> after, Pages<RuntimeException> pages) {
    var scan = new TripScan(table, filter, ReadRate.unlimited());
    var last = after.map(TripsTable::keyOf);
    var more = true;
    while (more) {
      var response = table.dynamoDb().scan(scan.request(last).build());
      var items = response.items().stream().map(TripItem::new).toList();
      last = Optional.of(response.lastEvaluatedKey());
      more = pages.page(items, response.scannedCount()) && response.hasLastEvaluatedKey();
    }
  }

  private <E extends Exception> void run(Pages<E> pages) throws E, InterruptedException {
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      for (var segment = 0; segment < SEGMENTS; segment++) {
        var number = segment;
        threads.execute(() -> read(number));
      }
      var open = SEGMENTS;
      while (open > 0) {
        switch (parts.take()) {
          case Part.Page(var items, var scanned) -> {
            if (!pages.page(items, scanned)) {
              return;
            }
          }
          case Part.End _ -> open--;
          case Part.Failed(RuntimeException cause) -> throw cause;
          case Part.Failed(var cause) -> throw new IllegalStateException(cause);
        }
      }
    } finally {
      threads.shutdownNow();
      // Threads that wait for space in the queue get it.
      while (!threads.awaitTermination(CLEAR_MILLIS, TimeUnit.MILLISECONDS)) {
        parts.clear();
      }
    }
  }

  private void read(int segment) {
    try {
      parts.put(pages(segment));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private Part pages(int segment) throws InterruptedException {
    try {
      Optional<Map<String, AttributeValue>> last = Optional.empty();
      do {
        var response = table.dynamoDb().scan(request(segment, last));
        var items = response.items().stream().map(TripItem::new).toList();
        parts.put(new Part.Page(items, response.scannedCount()));
        rate.used(ReadRate.units(response.consumedCapacity()));
        last =
            response.hasLastEvaluatedKey()
                ? Optional.of(response.lastEvaluatedKey())
                : Optional.empty();
      } while (last.isPresent());
      return new Part.End();
    } catch (RuntimeException | Error cause) {
      return new Part.Failed(cause);
    }
  }

  private ScanRequest request(int segment, Optional<Map<String, AttributeValue>> last) {
    return request(last)
        .segment(segment)
        .totalSegments(SEGMENTS)
        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
        .build();
  }

  private ScanRequest.Builder request(Optional<Map<String, AttributeValue>> last) {
    return ScanRequest.builder()
        .tableName(table.name())
        .limit(PAGE)
        .consistentRead(true)
        .filterExpression(filter.expression())
        .expressionAttributeNames(filter.names())
        .expressionAttributeValues(filter.values())
        .exclusiveStartKey(last.orElse(null));
  }
}
