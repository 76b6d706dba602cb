package farestream.dynamodb.table;

import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.json.JsonReader;
import farestream.dynamodb.json.JsonWriter;
import farestream.dynamodb.value.Binary;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Encodes the definition of a table as JSON for the store.
final class TableJson {
  private TableJson() {}

  static byte[] write(Table table) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("name", table.name());
    json.put("id", table.id());
    json.put("created", table.created().toEpochMilli());
    json.put("key", key(table.key()));
    var attributes = new LinkedHashMap<String, Object>();
    table.attributes().forEach((name, type) -> attributes.put(name, type.name()));
    json.put("attributes", attributes);
    json.put("indexes", table.indexes().stream().map(TableJson::index).toList());
    json.put("onDemand", table.onDemand());
    json.put("throughput", throughput(table.throughput()));
    json.put("stream", table.stream());
    json.put("deletionProtection", table.settings().deletionProtection());
    json.put("tableClass", table.settings().tableClass());
    json.put("ttlAttribute", table.settings().ttlAttribute());
    json.put("tags", table.settings().tags());
    json.put("space", table.keyspace());
    return JsonWriter.write(json);
  }

  private static Map<String, @Nullable Object> key(KeySchema key) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("partition", key.partition().name());
    json.put("sort", key.sort() == null ? null : key.sort().name());
    return json;
  }

  private static Map<String, @Nullable Object> index(Index index) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("name", index.name());
    json.put("global", index.global());
    json.put("key", key(index.key()));
    json.put("projection", index.projection().kind().name());
    json.put("projected", index.projection().attributes());
    json.put("throughput", throughput(index.throughput()));
    json.put("space", index.keyspace());
    json.put("backfilledTo", index.backfilledTo() == null ? null : index.backfilledTo().toString());
    return json;
  }

  private static Map<String, Object> throughput(Throughput throughput) {
    return Map.of("read", throughput.read(), "write", throughput.write());
  }

  static Table read(byte[] bytes) {
    var json = JsonReader.read(bytes);
    var attributes = new LinkedHashMap<String, KeyType>();
    texts(json.requiredObject("attributes"))
        .forEach((name, type) -> attributes.put(name, KeyType.valueOf(type)));
    return new Table(
        json.requiredText("name"),
        json.requiredText("id"),
        Instant.ofEpochMilli(json.requiredInteger("created")),
        key(json.requiredObject("key"), attributes),
        attributes,
        json.objects("indexes").stream().map(index -> index(index, attributes)).toList(),
        json.isTrue("onDemand"),
        throughput(json.requiredObject("throughput")),
        json.text("stream"),
        new TableSettings(
            json.isTrue("deletionProtection"),
            json.text("tableClass"),
            json.text("ttlAttribute"),
            texts(json.requiredObject("tags"))),
        (int) json.requiredInteger("space"));
  }

  private static Index index(JsonObject json, Map<String, KeyType> attributes) {
    var backfilledTo = json.text("backfilledTo");
    return new Index(
        json.requiredText("name"),
        json.isTrue("global"),
        key(json.requiredObject("key"), attributes),
        new IndexProjection(
            IndexProjection.Kind.valueOf(json.requiredText("projection")),
            List.copyOf(json.texts("projected"))),
        throughput(json.requiredObject("throughput")),
        (int) json.requiredInteger("space"),
        backfilledTo == null ? null : Binary.parse(backfilledTo));
  }

  private static KeySchema key(JsonObject json, Map<String, KeyType> attributes) {
    var sort = json.text("sort");
    return new KeySchema(
        attribute(json.requiredText("partition"), attributes),
        sort == null ? null : attribute(sort, attributes));
  }

  private static KeyAttribute attribute(String name, Map<String, KeyType> attributes) {
    return new KeyAttribute(name, Objects.requireNonNull(attributes.get(name)));
  }

  private static Throughput throughput(JsonObject json) {
    return new Throughput(json.requiredInteger("read"), json.requiredInteger("write"));
  }

  private static Map<String, String> texts(JsonObject json) {
    var texts = new LinkedHashMap<String, String>();
    json.names().forEach(name -> texts.put(name, json.requiredText(name)));
    return texts;
  }
}
