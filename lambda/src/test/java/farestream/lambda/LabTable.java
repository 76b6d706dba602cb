package farestream.lambda;

import farestream.TestInstance;
import farestream.worker.ServersWithoutWorker;
import farestream.worker.TripStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/// The trips table in the local DynamoDB. Tests write trips into it and read its stream as
/// Lambda's events.
public final class LabTable {
  private static final String TABLE = ServersWithoutWorker.TABLE;

  private final DynamoDbClient dynamoDb;
  private final TripStream stream;
  private final Map<String, String> positions = new HashMap<>();

  public LabTable(TestInstance instance) {
    this.dynamoDb = instance.config().dynamoDb();
    this.stream = instance.config().tripStreams().oldestFirst().getLast();
  }

  /// Books and completes the trips.
  public void complete(List<String> tripInfos) {
    for (var tripInfo : tripInfos) {
      var item = completed(tripInfo);
      item.put("STATUS", AttributeValue.fromS("Booked"));
      put(item);
      put(completed(tripInfo));
    }
  }

  public void put(Map<String, AttributeValue> item) {
    var _ = dynamoDb.putItem(put -> put.tableName(TABLE).item(item));
  }

  public void remove(String tripInfo) {
    var key = new HashMap<>(completed(tripInfo));
    key.keySet().retainAll(List.of("riderid", "tripinfo"));
    var _ = dynamoDb.deleteItem(delete -> delete.tableName(TABLE).key(key));
  }

  /// Returns a completed trip as the lab's scripts write it.
  public static Map<String, AttributeValue> completed(String tripInfo) {
    var item = new HashMap<String, AttributeValue>();
    for (var text :
        List.of(
            "riderid=person69257@example.com",
            "tripinfo=" + tripInfo,
            "STATUS=Completed",
            "RIDER_NAME=person69257",
            "RIDER_EMAIL=person69257@example.com",
            "PICKUP_DATETIME=2026-11-22T05:15:33Z",
            "DROPOFF_DATETIME=2026-11-22T05:19:10Z",
            "DRIVER_NAME=driver556550",
            "VEHICLE_ID=PXX248130")) {
      item.put(name(text), AttributeValue.fromS(value(text)));
    }
    for (var number :
        List.of(
            "RIDER_ID=69257",
            "DRIVER_ID=556550",
            "CAB_TYPE_ID=2",
            "PASSENGER_COUNT=3",
            "TRIP_DISTANCE=32",
            "FARE_AMOUNT=142.96",
            "EXTRA=0.3",
            "MTA_TAX=0.4",
            "TIP_AMOUNT=4.92",
            "TOLLS_AMOUNT=4.4",
            "IMPROVEMENT_SURCHARGE=0.3",
            "TOTAL_AMOUNT=14.18")) {
      item.put(name(number), AttributeValue.fromN(value(number)));
    }
    return item;
  }

  private static String name(String pair) {
    return pair.substring(0, pair.indexOf('='));
  }

  private static String value(String pair) {
    return pair.substring(pair.indexOf('=') + 1);
  }

  /// Returns the stream's records after those of the last call.
  public List<Record> records() {
    var records = new ArrayList<Record>();
    for (var shard : stream.shards()) {
      var position = positions.get(shard.shardId());
      var iterator =
          position == null
              ? stream.iteratorAtHorizon(shard.shardId())
              : stream.iteratorAfter(shard.shardId(), position);
      var page = stream.records(iterator);
      while (!page.records().isEmpty()) {
        records.addAll(page.records());
        positions.put(shard.shardId(), page.records().getLast().dynamodb().sequenceNumber());
        if (page.nextShardIterator() == null) {
          break;
        }
        page = stream.records(page.nextShardIterator());
      }
    }
    return records;
  }

  /// Returns the same records as one event.
  public String event() {
    return event(records());
  }

  public String event(List<Record> records) {
    return EventJson.of(stream.arn(), records);
  }
}
