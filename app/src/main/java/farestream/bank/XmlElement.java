package farestream.bank;

import farestream.money.Money;
import farestream.money.NotMoney;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A small part of a message, with everything in it. Paths are names of elements, one in the
/// other; none of them may be there twice.
///
/// @param text its own, without blanks around it
/// @param currency its attribute `Ccy`, or empty
record XmlElement(
    String name, String text, String currency, List<XmlElement> children, FilePosition place) {
  /// ISO 20022's amounts have at most five decimals; what isn't whole cents, `Money` refuses.
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
      throw all.get(1).place.refused(name + " is there twice: ask the bank for a correct file");
    }
    return all.stream().findFirst();
  }

  Optional<String> text(String... path) {
    return at(path).map(XmlElement::text).filter(text -> !text.isEmpty());
  }

  String required(String... path) {
    return requiredAt(path).text();
  }

  /// With a text in it.
  XmlElement requiredAt(String... path) {
    return at(path)
        .filter(element -> !element.text.isEmpty())
        .orElseThrow(
            () ->
                place.refused(
                    "%s has no %s: ask the bank for a complete file"
                        .formatted(name, String.join("/", path))));
  }

  /// On one line, whatever the bank wrote.
  static String line(String text) {
    return UNPRINTABLE.matcher(text).replaceAll(" ").strip();
  }

  /// An amount in US dollars.
  Money dollars() {
    if (!currency.equals(PaymentOrder.CURRENCY)) {
      throw place.refused(
          "%s is in '%s', and payments are made in %s: is this another account's file?"
              .formatted(name, shown(currency), PaymentOrder.CURRENCY));
    }
    return money();
  }

  Money money() {
    if (!AMOUNT.matcher(text).matches()) {
      throw place.refused("%s '%s' is not an amount".formatted(name, shown(text)));
    }
    try {
      return Money.of(text);
    } catch (NotMoney not) {
      throw place.refused(name + ": " + not.getMessage());
    }
  }

  int count() {
    if (!text.matches("[0-9]{1,9}")) {
      throw place.refused("%s '%s' is not a number of payments".formatted(name, shown(text)));
    }
    return Integer.parseInt(text);
  }

  /// The day of an ISO date or time, at the place of who wrote it.
  LocalDate day() {
    var written = at("Dt").or(() -> at("DtTm")).orElse(this).text;
    try {
      return LocalDate.parse(written.length() > 10 ? written.substring(0, 10) : written);
    } catch (DateTimeException not) {
      throw place.refused("%s '%s' is not a date".formatted(name, shown(written)));
    }
  }

  static String shown(String text) {
    var line = line(text);
    return line.length() > 40 ? line.substring(0, 40) + "…" : line;
  }
}
