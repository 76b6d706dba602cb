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

/// The whole table, read consistently by several threads, page by page.
public final class TripScan {
  private static final int SEGMENTS = 4;

  /// Items per page, which bounds what is held in memory.
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

  /// Takes a page.
  ///
  /// @param <E> what may go wrong with it
  public interface Pages<E extends Exception> {
    /// @param looked how many items it was picked from
    /// @return whether more are wanted
    boolean page(List<TripItem> items, long looked) throws E;
  }

  /// What a segment's thread hands over.
  private sealed interface Part {
    record Page(List<TripItem> items, long looked) implements Part {}

    record End() implements Part {}

    record Failed(Throwable cause) implements Part {}
  }

  /// Every item that is a completed trip or may be meant as one.
  ///
  /// @param pages called by the caller's thread
  public static <E extends Exception> void perhapsCompleted(
      TripsTable table, ReadRate rate, Pages<E> pages) throws E, InterruptedException {
    new TripScan(table, ItemFilter.perhapsCompleted(), rate).run(pages);
  }

  /// The few items of so many that the filter lets through.
  ///
  /// @param pages called by the caller's thread
  static <E extends Exception> void search(TripsTable table, ItemFilter filter, Pages<E> pages)
      throws E, InterruptedException {
    new TripScan(table, filter, ReadRate.unlimited()).run(pages);
  }

  /// The same by one thread, in DynamoDB's own order, which stays the same while nothing is
  /// written: what comes after an item can be asked for later.
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
          case Part.Page(var items, var looked) -> {
            if (!pages.page(items, looked)) {
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
      // Whoever waits for room in the queue gets it.
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
