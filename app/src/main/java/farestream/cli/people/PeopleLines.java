package farestream.cli.people;

import farestream.cli.console.CsvFileArgument;
import farestream.cli.console.ErrorLines;
import farestream.csv.CsvFile;
import farestream.csv.NamedRecords;
import farestream.csv.NamedRecords.NamedRecord;
import farestream.people.InvalidPerson;
import farestream.people.NewPerson;
import farestream.people.PeopleImport.Line;
import farestream.people.PersonField;
import farestream.people.PersonKind;
import farestream.view.SpreadsheetText;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Reads riders or drivers from a CSV file, line by line.
final class PeopleLines implements Iterator<Line>, AutoCloseable {
  private static final String NUMBER = "number";
  private static final String ACTIVE = "active";
  private static final List<String> REQUIRED = List.of(NUMBER, "name", "email");

  private static final Map<PersonField, String> COLUMNS =
      new EnumMap<>(
          Map.of(
              PersonField.NAME, "name",
              PersonField.EMAIL, "email",
              PersonField.MOBILE, "mobile",
              PersonField.VEHICLE, "vehicle",
              PersonField.LICENCE, "licence",
              PersonField.PAYMENT_TYPE, "payment_type"));

  /// Other names of columns, in files from elsewhere. Those of the workshop's tables, such as
  /// `rider_email`, are known for each column.
  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "id", NUMBER,
          "emailaddress", "email",
          "phone", "mobile",
          "mobilenumber", "mobile",
          "plate", "vehicle",
          "license", "licence",
          "licensenumber", "licence",
          "isactive", ACTIVE);

  private final PersonKind kind;
  private final NamedRecords records;
  private LongConsumer progress = _ -> {};
  private Optional<NamedRecord> next;
  private long read;

  PeopleLines(CsvFile file, PersonKind kind) {
    this.kind = kind;
    this.records =
        switch (NamedRecords.open(file, names(kind), REQUIRED)) {
          case NamedRecords.Outcome.Opened(var opened) -> opened;
          case NamedRecords.Outcome.Refused(var reason) ->
              throw CsvFileArgument.importRefusal(file.input(), reason);
        };
    this.next = records.next();
  }

  /// @param receiver receives the number of lines read so far
  PeopleLines reportTo(LongConsumer receiver) {
    progress = receiver;
    return this;
  }

  static Predicate<String> isColumn(PersonKind kind) {
    var names = names(kind);
    return name -> names.containsKey(NamedRecords.plain(name));
  }

  /// Returns the names of columns by their plain names.
  private static Map<String, String> names(PersonKind kind) {
    var names = new HashMap<>(OTHER_NAMES);
    names.put(NUMBER, NUMBER);
    names.put(kind.label(), NUMBER);
    names.put(kind.label() + "id", NUMBER);
    names.put(ACTIVE, ACTIVE);
    for (var field : kind.fields()) {
      var name = COLUMNS.getOrDefault(field, "");
      names.put(NamedRecords.plain(name), name);
      names.put(NamedRecords.plain(field.column(kind)), name);
    }
    return names;
  }

  /// Returns the fields for which the file has a column.
  Set<PersonField> fields() {
    return kind.fields().stream()
        .filter(field -> records.has(COLUMNS.getOrDefault(field, "")))
        .collect(Collectors.toSet());
  }

  @Override
  public boolean hasNext() {
    return next.isPresent();
  }

  @Override
  public Line next() {
    var record = next.orElseThrow(NoSuchElementException::new);
    next = records.next();
    progress.accept(++read);
    if (record.fault().isPresent()) {
      return new Line.Invalid(record.line(), record.fault().get());
    }
    var active = record.value(ACTIVE);
    var isActive = active.flatMap(PeopleLines::isActive);
    if (active.isPresent() && isActive.isEmpty()) {
      return new Line.Invalid(record.line(), "active must be yes or no");
    }
    var number = record.number(NUMBER);
    if (number.isEmpty()) {
      return new Line.Invalid(record.line(), numberFault(record));
    }
    try {
      return new Line.Valid(record.line(), person(number.get(), record), isActive);
    } catch (InvalidPerson invalid) {
      return new Line.Invalid(record.line(), ErrorLines.text(invalid));
    }
  }

  private static String numberFault(NamedRecord record) {
    return record.value(NUMBER).isEmpty()
        ? "the number is missing"
        : "the number must be a whole number in digits only, 1 to %d"
            .formatted(NewPerson.MAX_NUMBER);
  }

  private NewPerson person(long number, NamedRecord record) {
    var values = new EnumMap<PersonField, String>(PersonField.class);
    for (var field : kind.fields()) {
      record
          .value(COLUMNS.getOrDefault(field, ""))
          .ifPresent(text -> values.put(field, SpreadsheetText.original(text)));
    }
    return NewPerson.of(kind, number, values);
  }

  /// Returns whether the person is active; empty if the text says something else than yes or no.
  private static Optional<Boolean> isActive(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "yes", "y", "true", "t", "1" -> Optional.of(true);
      case "no", "n", "false", "f", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  @Override
  public void close() {
    records.close();
  }
}
