package farestream.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/// Converts records read from a stream into the JSON event with which Lambda would invoke a
/// function for them.
public final class EventJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private EventJson() {}

  public static String of(String streamArn, List<Record> records) {
    var event = JSON.objectNode();
    var array = event.putArray("Records");
    records.forEach(record -> array.add(record(streamArn, record)));
    return event.toString();
  }

  private static ObjectNode record(String streamArn, Record record) {
    var change = record.dynamodb();
    var node = JSON.objectNode();
    node.put("eventID", record.eventID());
    node.put("eventName", record.eventNameAsString());
    node.put("eventVersion", record.eventVersion());
    node.put("eventSource", record.eventSource());
    node.put("awsRegion", record.awsRegion());
    var dynamodb = node.putObject("dynamodb");
    dynamodb.put(
        "ApproximateCreationDateTime",
        (double) change.approximateCreationDateTime().getEpochSecond());
    dynamodb.set("Keys", item(change.keys()));
    if (change.hasNewImage()) {
      dynamodb.set("NewImage", item(change.newImage()));
    }
    if (change.hasOldImage()) {
      dynamodb.set("OldImage", item(change.oldImage()));
    }
    dynamodb.put("SequenceNumber", change.sequenceNumber());
    dynamodb.put("SizeBytes", change.sizeBytes());
    dynamodb.put("StreamViewType", change.streamViewTypeAsString());
    node.put("eventSourceARN", streamArn);
    return node;
  }

  static ObjectNode item(Map<String, AttributeValue> item) {
    var node = JSON.objectNode();
    item.forEach((name, value) -> node.set(name, value(value)));
    return node;
  }

  private static ObjectNode value(AttributeValue value) {
    var node = JSON.objectNode();
    switch (value.type()) {
      case S -> node.put("S", value.s());
      case N -> node.put("N", value.n());
      case B -> node.put("B", base64(value.b()));
      case BOOL -> node.put("BOOL", value.bool());
      case NUL -> node.put("NULL", true);
      case SS -> value.ss().forEach(node.putArray("SS")::add);
      case NS -> value.ns().forEach(node.putArray("NS")::add);
      case BS -> {
        var array = node.putArray("BS");
        value.bs().forEach(bytes -> array.add(base64(bytes)));
      }
      case L -> {
        var array = node.putArray("L");
        value.l().forEach(element -> array.add(value(element)));
      }
      case M -> node.set("M", item(value.m()));
      case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException(value.toString());
    }
    return node;
  }

  private static String base64(SdkBytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
  }
}
