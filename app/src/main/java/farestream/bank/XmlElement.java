package farestream.bank;

import farestream.money.InvalidAmount;
import farestream.money.Money;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// An element of a message with all of its content. A path is a sequence of nested element names,
/// each of which may occur once only.
///
/// @param text the element's own text, stripped
/// @param currency its attribute `Ccy`, or empty
record XmlElement(
    String name, String text, String currency, List<XmlElement> children, FilePosition position) {
  /// ISO 20022's amounts have at most five decimals. [Money] rejects fractions of a cent.
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,5})?");

  private static final Pattern UNPRINTABLE = Pattern.compile("[\\s\\p{Z}\\p{C}]+");

  List<XmlElement> all(String name) {
    return children.stream().filter(child -> child.name.equals(name)).toList();
  }

  Optional<XmlElement> at(String... path) {
    var found = Optional.of(this);
    for (var name : path) {
      found = found.flatMap(element -> element.only(name));
    }
    return found;
  }

  private Optional<XmlElement> only(String name) {
    var all = all(name);
    if (all.size() > 1) {
      throw all.get(1).position.refused(name + " occurs twice; ask the bank for a correct file");
    }
    return all.stream().findFirst();
  }

  Optional<String> text(String... path) {
    return at(path).map(XmlElement::text).filter(text -> !text.isEmpty());
  }

  String required(String... path) {
    return requiredAt(path).text();
  }

  /// Returns the element at the path, which must have a text.
  XmlElement requiredAt(String... path) {
    return at(path)
        .filter(element -> !element.text.isEmpty())
        .orElseThrow(
            () ->
                position.refused(
                    "%s has no %s; ask the bank for a complete file"
                        .formatted(name, String.join("/", path))));
  }

  /// Returns the text on one line, without control characters.
  static String line(String text) {
    return UNPRINTABLE.matcher(text).replaceAll(" ").strip();
  }

  /// Parses an amount in US dollars.
  Money dollars() {
    if (!currency.equals(PaymentOrder.CURRENCY)) {
      throw position.refused(
          "%s is in '%s', but payments are in %s; check whether the file is of another account"
              .formatted(name, shown(currency), PaymentOrder.CURRENCY));
    }
    return money();
  }

  Money money() {
    if (!AMOUNT.matcher(text).matches()) {
      throw position.refused("%s '%s' is not an amount".formatted(name, shown(text)));
    }
    try {
      return Money.of(text);
    } catch (InvalidAmount invalid) {
      throw position.refused(name + ": " + invalid.getMessage());
    }
  }

  int count() {
    if (!text.matches("[0-9]{1,9}")) {
      throw position.refused("%s '%s' is not a number of payments".formatted(name, shown(text)));
    }
    return Integer.parseInt(text);
  }

  /// Parses the date of an ISO date or time, in the writer's own time zone.
  LocalDate day() {
    var date = at("Dt").or(() -> at("DtTm")).orElse(this).text;
    try {
      return LocalDate.parse(date.length() > 10 ? date.substring(0, 10) : date);
    } catch (DateTimeException invalid) {
      throw position.refused("%s '%s' is not a date".formatted(name, shown(date)));
    }
  }

  static String shown(String text) {
    var line = line(text);
    return line.length() > 40 ? line.substring(0, 40) + "…" : line;
  }
}
