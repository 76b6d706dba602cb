package farestream.bank;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.Document;
import org.xml.sax.SAXException;

/// ISO 20022's schemas from the library's JAR.
final class Schemas {
  private static final Map<String, Schema> KNOWN = new HashMap<>();

  private Schemas() {}

  /// @throws SAXException if the message is invalid
  static void validate(String message, byte[] file) throws SAXException, IOException {
    schema(message).newValidator().validate(new StreamSource(new ByteArrayInputStream(file)));
  }

  private static synchronized Schema schema(String message) throws SAXException {
    var known = KNOWN.get(message);
    if (known != null) {
      return known;
    }
    var file = Document.class.getResource("/" + message + ".xsd");
    if (file == null) {
      throw new AssertionError("the library has no schema of " + message);
    }
    var schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(file);
    KNOWN.put(message, schema);
    return schema;
  }
}
