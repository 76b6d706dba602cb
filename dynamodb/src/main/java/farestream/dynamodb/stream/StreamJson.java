package farestream.dynamodb.stream;

import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.json.JsonReader;
import farestream.dynamodb.json.JsonWriter;
import farestream.dynamodb.table.KeyAttribute;
import farestream.dynamodb.table.KeySchema;
import farestream.dynamodb.table.KeyType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Encodes the definition of a stream and its shards as JSON for the store.
final class StreamJson {
  private StreamJson() {}

  static byte[] write(Stream stream) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("table", stream.table());
    json.put("label", stream.label());
    json.put("view", stream.view().name());
    json.put("key", stream.key().attributes().stream().map(StreamJson::attribute).toList());
    json.put("created", stream.created().toEpochMilli());
    json.put("disabled", stream.disabled() == null ? null : stream.disabled().toEpochMilli());
    json.put("shards", stream.shards().stream().map(StreamJson::shard).toList());
    json.put("nextShard", stream.nextShard());
    json.put("space", stream.keyspace());
    return JsonWriter.write(json);
  }

  private static Map<String, Object> attribute(KeyAttribute attribute) {
    return Map.of("name", attribute.name(), "type", attribute.type().name());
  }

  private static Map<String, @Nullable Object> shard(Shard shard) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("id", shard.id());
    json.put("number", shard.number());
    json.put("parent", shard.parent());
    json.put("fromHash", shard.fromHash());
    json.put("toHash", shard.toHash());
    json.put("start", shard.start());
    json.put("end", shard.end());
    json.put("created", shard.createdMillis());
    json.put("trimmed", shard.trimmed());
    return json;
  }

  static Stream read(byte[] bytes) {
    var json = JsonReader.read(bytes);
    var key = json.objects("key").stream().map(StreamJson::attribute).toList();
    var disabled = json.integer("disabled");
    return new Stream(
        json.requiredText("table"),
        json.requiredText("label"),
        Stream.ViewType.valueOf(json.requiredText("view")),
        new KeySchema(key.getFirst(), key.size() > 1 ? key.get(1) : null),
        Instant.ofEpochMilli(json.requiredInteger("created")),
        disabled == null ? null : Instant.ofEpochMilli(disabled),
        json.objects("shards").stream().map(StreamJson::shard).toList(),
        (int) json.requiredInteger("nextShard"),
        (int) json.requiredInteger("space"));
  }

  private static KeyAttribute attribute(JsonObject json) {
    return new KeyAttribute(json.requiredText("name"), KeyType.valueOf(json.requiredText("type")));
  }

  private static Shard shard(JsonObject json) {
    return new Shard(
        json.requiredText("id"),
        (int) json.requiredInteger("number"),
        json.text("parent"),
        json.requiredInteger("fromHash"),
        json.requiredInteger("toHash"),
        json.requiredInteger("start"),
        json.integer("end"),
        json.requiredInteger("created"),
        json.requiredInteger("trimmed"));
  }
}
