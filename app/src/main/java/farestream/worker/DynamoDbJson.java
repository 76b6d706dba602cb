package farestream.worker;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Formats an attribute of any type as DynamoDB JSON, such as `{"SS":["a","b"]}`.
final class DynamoDbJson {
  private DynamoDbJson() {}

  static String of(AttributeValue value) {
    return node(value).toString();
  }

  private static ObjectNode node(AttributeValue value) {
    var node = JsonNodeFactory.instance.objectNode();
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
        value.l().forEach(element -> array.add(node(element)));
      }
      case M -> {
        var map = node.putObject("M");
        new TreeMap<>(value.m()).forEach((name, member) -> map.set(name, node(member)));
      }
      case UNKNOWN_TO_SDK_VERSION -> node.put("UNKNOWN", value.toString());
    }
    return node;
  }

  private static String base64(SdkBytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
  }
}
