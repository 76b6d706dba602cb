package farestream.dynamodb.value;

import com.fasterxml.jackson.core.JsonGenerator;
import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.json.JsonWriter;
import farestream.dynamodb.value.AttributeValue.B;
import farestream.dynamodb.value.AttributeValue.BS;
import farestream.dynamodb.value.AttributeValue.Bool;
import farestream.dynamodb.value.AttributeValue.L;
import farestream.dynamodb.value.AttributeValue.M;
import farestream.dynamodb.value.AttributeValue.N;
import farestream.dynamodb.value.AttributeValue.NS;
import farestream.dynamodb.value.AttributeValue.Null;
import farestream.dynamodb.value.AttributeValue.S;
import farestream.dynamodb.value.AttributeValue.SS;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Parses and writes attribute values in the JSON of the protocol, such as `{"S": "text"}`.
public final class ItemJson {
  private ItemJson() {}

  /// Parses an item.
  ///
  /// @throws ServiceException (ValidationException) if DynamoDB doesn't accept a value
  public static Map<String, AttributeValue> item(JsonObject json) {
    return item(json, 1);
  }

  public static AttributeValue value(JsonObject json) {
    return value(json, 1);
  }

  private static Map<String, AttributeValue> item(JsonObject json, int depth) {
    var item = new LinkedHashMap<String, AttributeValue>();
    for (var name : json.keys()) {
      item.put(name, value(json.entry(name), depth));
    }
    return item;
  }

  private static AttributeValue value(JsonObject json, int depth) {
    Nesting.check(depth);
    var types = json.names();
    if (types.isEmpty()) {
      throw emptyValue();
    }
    if (types.size() > 1) {
      throw ServiceException.validation(
          "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the"
              + " supported datatypes");
    }
    var type = types.iterator().next();
    return switch (type) {
      case "S" -> new S(present(json.text(type)));
      case "N" -> new N(Numbers.parse(present(json.text(type))));
      case "B" -> new B(binary(present(json.text(type))));
      case "BOOL" -> new Bool(json.isTrue(type));
      case "NULL" -> nothing(json.isTrue(type));
      case "SS" -> new SS(set("string", json.texts(type), text -> text));
      case "NS" -> new NS(numbers(json.texts(type)));
      case "BS" -> new BS(set("binary", json.texts(type), ItemJson::binary));
      case "L" -> new L(list(json.objects(type), depth));
      case "M" -> new M(item(present(json.object(type)), depth + 1));
      default -> throw emptyValue();
    };
  }

  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw emptyValue();
    }
    return value;
  }

  private static ServiceException emptyValue() {
    return ServiceException.validation(
        "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
  }

  private static AttributeValue nothing(boolean isNull) {
    if (!isNull) {
      throw ServiceException.invalidParameter(
          "Null attribute value types must have the value of true");
    }
    return new AttributeValue.Null();
  }

  private static Binary binary(String base64) {
    try {
      return Binary.parse(base64);
    } catch (IllegalArgumentException notBase64) {
      throw ServiceException.serialization("The input is not valid base 64");
    }
  }

  private static List<AttributeValue> list(List<JsonObject> values, int depth) {
    var list = new ArrayList<AttributeValue>(values.size());
    for (var each : values) {
      list.add(value(each, depth + 1));
    }
    return list;
  }

  private static Set<BigDecimal> numbers(List<String> texts) {
    if (texts.isEmpty()) {
      throw ServiceException.invalidParameter("An number set  may not be empty");
    }
    var set = new LinkedHashSet<BigDecimal>();
    for (var text : texts) {
      if (!set.add(Numbers.parse(text))) {
        throw ServiceException.validation("Input collection contains duplicates");
      }
    }
    return set;
  }

  private static <T> Set<T> set(String kind, List<String> texts, Function<String, T> read) {
    if (texts.isEmpty()) {
      throw ServiceException.invalidParameter(
          kind.equals("binary")
              ? "Binary sets should not be empty"
              : "An string set  may not be empty");
    }
    var set = new LinkedHashSet<T>();
    for (var text : texts) {
      if (!set.add(read.apply(text))) {
        throw ServiceException.invalidParameter(
            "Input collection [%s]%s contains duplicates."
                .formatted(String.join(", ", texts), kind.equals("binary") ? "of type BS" : ""));
      }
    }
    return set;
  }

  /// Returns an item as a part of a response.
  public static JsonWriter.Writable writable(Map<String, AttributeValue> item) {
    return json -> write(json, item);
  }

  public static JsonWriter.Writable writable(AttributeValue value) {
    return json -> write(json, value);
  }

  public static void write(JsonGenerator json, Map<String, AttributeValue> item)
      throws IOException {
    json.writeStartObject();
    for (var attribute : item.entrySet()) {
      json.writeFieldName(attribute.getKey());
      write(json, attribute.getValue());
    }
    json.writeEndObject();
  }

  public static void write(JsonGenerator json, AttributeValue value) throws IOException {
    json.writeStartObject();
    json.writeFieldName(value.type());
    switch (value) {
      case S(var text) -> json.writeString(text);
      case N(var number) -> json.writeString(Numbers.text(number));
      case B(var binary) -> json.writeString(binary.toString());
      case Bool(var truth) -> json.writeBoolean(truth);
      case Null _ -> json.writeBoolean(true);
      case SS(var texts) -> writeTexts(json, texts, text -> text);
      case NS(var numbers) -> writeTexts(json, numbers, Numbers::text);
      case BS(var binaries) -> writeTexts(json, binaries, Binary::toString);
      case L(var values) -> {
        json.writeStartArray();
        for (var each : values) {
          write(json, each);
        }
        json.writeEndArray();
      }
      case M(var values) -> write(json, values);
    }
    json.writeEndObject();
  }

  private static <T> void writeTexts(
      JsonGenerator json, Collection<T> values, Function<T, String> text) throws IOException {
    json.writeStartArray();
    for (var value : values) {
      json.writeString(text.apply(value));
    }
    json.writeEndArray();
  }
}
