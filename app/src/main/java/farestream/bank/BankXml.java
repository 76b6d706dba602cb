package farestream.bank;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// A bank's file, read once from its beginning to its end by the JDK's own parser. Nothing but
/// the file is ever fetched, there are no document types and so no entities, and all that can
/// grow has its limit. Elements of other namespaces are ignored.
final class BankXml {
  private static final int DEEPEST = 64;
  private static final int MOST_PARTS = 5_000;
  private static final int LONGEST_TEXT = 2_000;
  private static final Set<String> ENCODINGS = Set.of("UTF-8", "US-ASCII");

  private final Path file;
  private final BoundedFile input;
  private final XMLStreamReader reader;
  private String namespace = "";
  private int depth;

  private BankXml(Path file, BoundedFile input) throws XMLStreamException {
    this.file = file;
    this.input = input;
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    this.reader = factory.createXMLStreamReader(input);
  }

  /// Reads the whole file.
  ///
  /// @param kinds that it may be, that meant before all first
  /// @param content reads the message's element, which it stands on
  /// @throws BankFileRefused if it isn't such a message, or not one to its last byte
  /// @throws UncheckedIOException if the disk fails
  static <T> T read(Path file, List<MessageKind> kinds, Function<BankXml, T> content) {
    try (var input = BoundedFile.open(file)) {
      var xml = new BankXml(file, input);
      xml.toMessage(kinds);
      var result = content.apply(xml);
      xml.toTheEnd();
      return result;
    } catch (XMLStreamException broken) {
      throw refused(file, broken);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Whether it begins as such a message; of what is no XML nothing can be said.
  static boolean isOf(Path file, MessageKind kind) {
    try (var input = BoundedFile.open(file)) {
      var xml = new BankXml(file, input);
      while (xml.next() != XMLStreamConstants.START_ELEMENT) {}
      return kind.isIn(String.valueOf(xml.reader.getNamespaceURI()));
    } catch (XMLStreamException | BankFileRefused broken) {
      return false;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void toMessage(List<MessageKind> kinds) throws XMLStreamException {
    refuseOtherEncodings();
    while (next() != XMLStreamConstants.START_ELEMENT) {}
    namespace = String.valueOf(reader.getNamespaceURI());
    var kind =
        kinds.stream()
            .filter(one -> one.isIn(namespace))
            .findFirst()
            .orElseThrow(() -> place().refused(kinds.getFirst().refusal(namespace)));
    if (!reader.getLocalName().equals("Document")) {
      throw place()
          .refused(
              "it begins with %s and not with Document: %s"
                  .formatted(XmlElement.shown(reader.getLocalName()), kind.advice()));
    }
    do {
      next();
    } while (depth == 1);
    if (depth == 0 || !isOurs() || !reader.getLocalName().equals(kind.element())) {
      throw place()
          .refused("Document has no " + kind.element() + ": ask the bank for a whole file");
    }
  }

  private void refuseOtherEncodings() {
    var declared = reader.getCharacterEncodingScheme();
    var used = reader.getEncoding();
    if ((declared != null && !ENCODINGS.contains(declared.toUpperCase(Locale.ROOT)))
        || (used != null && !ENCODINGS.contains(used.toUpperCase(Locale.ROOT)))) {
      throw place()
          .refused(
              "it is written in %s, and ISO 20022 is in UTF-8: ask the bank for UTF-8"
                  .formatted(XmlElement.shown(declared == null ? used : declared)));
    }
  }

  private void toTheEnd() throws XMLStreamException {
    while (reader.getEventType() != XMLStreamConstants.END_DOCUMENT) {
      next();
    }
  }

  /// Stops at each child of the element it stands on, with the child's name; what is not read of
  /// a child is ignored.
  void children(Consumer<String> child) {
    try {
      var parent = depth;
      while (next() != XMLStreamConstants.END_ELEMENT || depth >= parent) {
        if (reader.getEventType() == XMLStreamConstants.START_ELEMENT && isOurs()) {
          child.accept(reader.getLocalName());
        }
        while (depth > parent) {
          next();
        }
      }
    } catch (XMLStreamException broken) {
      throw refused(file, broken);
    }
  }

  /// The element it stands on, with all that is in it.
  ///
  /// @throws BeyondLimit from within [#children(Consumer)], which passes over what is left of it
  XmlElement element() {
    try {
      return element(new int[1]);
    } catch (XMLStreamException broken) {
      throw refused(file, broken);
    }
  }

  private XmlElement element(int[] parts) throws XMLStreamException {
    var name = reader.getLocalName();
    var place = place();
    var currency = reader.getAttributeValue(null, "Ccy");
    if (++parts[0] > MOST_PARTS) {
      throw new OversizedEntry(
          place.refused("more than %d elements in one entry".formatted(MOST_PARTS)));
    }
    var text = new StringBuilder();
    var children = new ArrayList<XmlElement>();
    var own = depth;
    while (next() != XMLStreamConstants.END_ELEMENT || depth >= own) {
      switch (reader.getEventType()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (isOurs()) {
            children.add(element(parts));
          }
          while (depth > own) {
            next();
          }
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            text.append(reader.getText());
        default -> {}
      }
      if (text.length() > LONGEST_TEXT) {
        throw new OversizedEntry(
            place.refused("%s is longer than %d characters".formatted(name, LONGEST_TEXT)));
      }
    }
    return new XmlElement(
        name, text.toString().strip(), currency == null ? "" : currency, children, place);
  }

  FilePosition place() {
    var location = reader.getLocation();
    return new FilePosition(file, location.getLineNumber(), location.getColumnNumber());
  }

  private boolean isOurs() {
    return namespace.equals(reader.getNamespaceURI());
  }

  private int next() throws XMLStreamException {
    var event = reader.next();
    input.nextPiece();
    switch (event) {
      case XMLStreamConstants.DTD ->
          throw place()
              .refused("it has a document type, which no bank's file needs: don't trust it");
      case XMLStreamConstants.START_ELEMENT -> {
        if (++depth > DEEPEST) {
          throw place().refused("more than %d elements stand in each other".formatted(DEEPEST));
        }
      }
      case XMLStreamConstants.END_ELEMENT -> depth--;
      default -> {}
    }
    return event;
  }

  /// The parser's own words come after its place, which is told before.
  private static BankFileRefused refused(Path file, XMLStreamException broken) {
    var location = broken.getLocation();
    var place =
        location == null
            ? new FilePosition(file, 1, 1)
            : new FilePosition(file, location.getLineNumber(), location.getColumnNumber());
    var cause = broken.getNestedException();
    var words =
        String.valueOf(cause instanceof IOException ? cause.getMessage() : broken.getMessage())
            .replaceFirst("(?s)^ParseError at .*?Message: ", "");
    return place.refused(
        "it is not well-formed XML (%s): fetch the file again".formatted(XmlElement.line(words)));
  }
}
