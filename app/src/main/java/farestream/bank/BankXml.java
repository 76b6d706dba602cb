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

/// Reads a bank's file in one pass with the JDK's parser. Document types, and with them entities,
/// are rejected; nothing is fetched; depth, number of elements and length of text are limited.
/// Elements of other namespaces are ignored.
final class BankXml {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_ELEMENTS = 5_000;
  private static final int MAX_TEXT = 2_000;
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
  /// @param kinds the accepted kinds; messages name the first as the expected one
  /// @param content reads the message; called when the reader is at its element
  /// @throws BankFileRefused if the file isn't a complete message of these kinds
  /// @throws UncheckedIOException if reading fails
  static <T> T read(Path file, List<MessageKind> kinds, Function<BankXml, T> content) {
    try (var input = BoundedFile.open(file)) {
      var xml = new BankXml(file, input);
      xml.enterMessage(kinds);
      var result = content.apply(xml);
      xml.readToEnd();
      return result;
    } catch (XMLStreamException broken) {
      throw refused(file, broken);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Returns whether the file starts like a message of this kind; false if it isn't XML.
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

  private void enterMessage(List<MessageKind> kinds) throws XMLStreamException {
    refuseOtherEncodings();
    while (next() != XMLStreamConstants.START_ELEMENT) {}
    namespace = String.valueOf(reader.getNamespaceURI());
    var kind =
        kinds.stream()
            .filter(candidate -> candidate.isIn(namespace))
            .findFirst()
            .orElseThrow(() -> position().refused(kinds.getFirst().refusal(namespace)));
    if (!reader.getLocalName().equals("Document")) {
      throw position()
          .refused(
              "its root element is %s, not Document; %s"
                  .formatted(XmlElement.shown(reader.getLocalName()), kind.advice()));
    }
    do {
      next();
    } while (depth == 1);
    if (depth == 0 || !isOurs() || !reader.getLocalName().equals(kind.element())) {
      throw position()
          .refused("Document has no " + kind.element() + "; ask the bank for a complete file");
    }
  }

  private void refuseOtherEncodings() {
    var declared = reader.getCharacterEncodingScheme();
    var used = reader.getEncoding();
    if ((declared != null && !ENCODINGS.contains(declared.toUpperCase(Locale.ROOT)))
        || (used != null && !ENCODINGS.contains(used.toUpperCase(Locale.ROOT)))) {
      throw position()
          .refused(
              "its encoding is %s, but ISO 20022 messages are in UTF-8; ask the bank for UTF-8"
                  .formatted(XmlElement.shown(declared == null ? used : declared)));
    }
  }

  private void readToEnd() throws XMLStreamException {
    while (reader.getEventType() != XMLStreamConstants.END_DOCUMENT) {
      next();
    }
  }

  /// Calls `child` with the name of each child element of the current element. Whatever it leaves
  /// unread of a child is skipped.
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

  /// Reads the current element with all of its content.
  ///
  /// @throws OversizedEntry if it exceeds a limit; within [#children(Consumer)] its rest is
  ///     skipped
  XmlElement element() {
    try {
      return element(new int[1]);
    } catch (XMLStreamException broken) {
      throw refused(file, broken);
    }
  }

  private XmlElement element(int[] elements) throws XMLStreamException {
    var name = reader.getLocalName();
    var position = position();
    var currency = reader.getAttributeValue(null, "Ccy");
    if (++elements[0] > MAX_ELEMENTS) {
      throw new OversizedEntry(
          position.refused("more than %d elements in one entry".formatted(MAX_ELEMENTS)));
    }
    var text = new StringBuilder();
    var children = new ArrayList<XmlElement>();
    var depthOfThis = depth;
    while (next() != XMLStreamConstants.END_ELEMENT || depth >= depthOfThis) {
      switch (reader.getEventType()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (isOurs()) {
            children.add(element(elements));
          }
          while (depth > depthOfThis) {
            next();
          }
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            text.append(reader.getText());
        default -> {}
      }
      if (text.length() > MAX_TEXT) {
        throw new OversizedEntry(
            position.refused("%s is longer than %d characters".formatted(name, MAX_TEXT)));
      }
    }
    return new XmlElement(
        name, text.toString().strip(), currency == null ? "" : currency, children, position);
  }

  FilePosition position() {
    var location = reader.getLocation();
    return new FilePosition(file, location.getLineNumber(), location.getColumnNumber());
  }

  private boolean isOurs() {
    return namespace.equals(reader.getNamespaceURI());
  }

  private int next() throws XMLStreamException {
    var event = reader.next();
    input.nextToken();
    switch (event) {
      case XMLStreamConstants.DTD ->
          throw position()
              .refused(
                  "it has a document type declaration, which bank files never need; don't trust it");
      case XMLStreamConstants.START_ELEMENT -> {
        if (++depth > MAX_DEPTH) {
          throw position()
              .refused("elements are nested more than %d levels deep".formatted(MAX_DEPTH));
        }
      }
      case XMLStreamConstants.END_ELEMENT -> depth--;
      default -> {}
    }
    return event;
  }

  /// Converts a parser error. The position is removed from its message, because it is reported
  /// separately.
  private static BankFileRefused refused(Path file, XMLStreamException broken) {
    var location = broken.getLocation();
    var position =
        location == null
            ? new FilePosition(file, 1, 1)
            : new FilePosition(file, location.getLineNumber(), location.getColumnNumber());
    var cause = broken.getNestedException();
    var words =
        String.valueOf(cause instanceof IOException ? cause.getMessage() : broken.getMessage())
            .replaceFirst("(?s)^ParseError at .*?Message: ", "");
    return position.refused(
        "it is not well-formed XML (%s); download the file again"
            .formatted(XmlElement.line(words)));
  }
}
