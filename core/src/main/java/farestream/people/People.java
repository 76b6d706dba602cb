package farestream.people;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The riders and drivers in the ledger. Triggers keep the history of every change. Each method
/// runs in the caller's transaction, or in one of its own in auto-commit mode. Not thread-safe.
public final class People {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String FOREIGN_KEY_VIOLATION = "23503";

  /// One row per changed column.
  private static final String CHANGES =
      """
      select recorded_at, actor, login, event, key, old_values ->> key, new_values ->> key
      from person_change left join lateral jsonb_object_keys(old_values) as key on true
      where kind = ? and number = ? order by id, key
      """;

  private final Connection connection;

  public People(Connection connection) {
    this.connection = connection;
  }

  /// The result of a write.
  public sealed interface Outcome {
    record Saved() implements Outcome {}

    /// The person has these values already.
    record Unchanged() implements Outcome {}

    /// Another person of the kind has the number.
    record NumberTaken() implements Outcome {}

    /// Another person of the kind has this value.
    ///
    /// @param number that person's number
    record ValueTaken(PersonField field, long number) implements Outcome {}

    /// The table `payment_types` doesn't have the payment type.
    record NoSuchPaymentType() implements Outcome {}

    record NoSuchPerson() implements Outcome {}
  }

  /// Which people to list.
  ///
  /// @param text a part of the name, e-mail address, mobile number, vehicle or licence number, in
  ///     any case
  /// @param after only people with a higher number
  public record Filter(Optional<String> text, Optional<Long> after) {}

  /// Adds an active person.
  public Outcome add(NewPerson person) throws SQLException {
    var values = new EnumMap<PersonField, String>(PersonField.class);
    values.putAll(person.values());
    values.putIfAbsent(PersonField.PAYMENT_TYPE, Long.toString(person.kind().defaultPaymentType()));
    var fields = List.copyOf(values.keySet());
    var sql =
        "insert into %s (%s, %s) values (?, %s) on conflict do nothing"
            .formatted(
                person.kind().table(),
                person.kind().key(),
                columns(person.kind(), fields),
                fields.stream().map(People::parameter).collect(joining(", ")));
    try (var insert = connection.prepareStatement(sql)) {
      insert.setLong(1, person.number());
      for (var position = 0; position < fields.size(); position++) {
        insert.setString(position + 2, values.get(fields.get(position)));
      }
      if (insert.executeUpdate() == 1) {
        return new Outcome.Saved();
      }
    } catch (SQLException refused) {
      return refusal(refused, person.kind(), person.number(), person.values());
    }
    return find(person.kind(), person.number()).isPresent()
        ? new Outcome.NumberTaken()
        : taken(person.kind(), person.number(), person.values())
            .orElseThrow(() -> new IllegalStateException("the other person was just removed"));
  }

  /// Changes some values of a person.
  ///
  /// @param values by field, valid; an empty text removes a value
  /// @param isActive whether the person may book or accept trips; empty to leave it unchanged
  public Outcome update(
      PersonKind kind, long number, Map<PersonField, String> values, Optional<Boolean> isActive)
      throws SQLException {
    var fields = List.copyOf(values.keySet());
    var columns =
        "active" + fields.stream().map(field -> ", " + field.column(kind)).collect(joining());
    var given =
        "coalesce(?, active)"
            + fields.stream().map(field -> ", " + parameter(field)).collect(joining());
    var sql =
        "update %1$s set (%2$s) = row(%3$s) where %4$s = ? and (%2$s) is distinct from (%3$s)"
            .formatted(kind.table(), columns, given, kind.key());
    try (var update = connection.prepareStatement(sql)) {
      var width = fields.size() + 1;
      bind(update, 1, fields, values, isActive);
      update.setLong(width + 1, number);
      bind(update, width + 2, fields, values, isActive);
      if (update.executeUpdate() == 1) {
        return new Outcome.Saved();
      }
    } catch (SQLException refused) {
      return refusal(refused, kind, number, values);
    }
    return find(kind, number).isPresent() ? new Outcome.Unchanged() : new Outcome.NoSuchPerson();
  }

  private static void bind(
      PreparedStatement update,
      int first,
      List<PersonField> fields,
      Map<PersonField, String> values,
      Optional<Boolean> isActive)
      throws SQLException {
    update.setObject(first, isActive.orElse(null), Types.BOOLEAN);
    for (var position = 0; position < fields.size(); position++) {
      update.setString(first + 1 + position, values.get(fields.get(position)));
    }
  }

  /// Returns the outcome that a violated constraint means.
  private Outcome refusal(
      SQLException refused, PersonKind kind, long number, Map<PersonField, String> values)
      throws SQLException {
    if (FOREIGN_KEY_VIOLATION.equals(refused.getSQLState())) {
      return new Outcome.NoSuchPaymentType();
    }
    if (UNIQUE_VIOLATION.equals(refused.getSQLState()) && connection.getAutoCommit()) {
      return taken(kind, number, values).orElseThrow(() -> refused);
    }
    throw refused;
  }

  /// Returns the first of the values that another person has.
  private Optional<Outcome> taken(PersonKind kind, long number, Map<PersonField, String> values)
      throws SQLException {
    for (var field : kind.fields()) {
      var value = values.getOrDefault(field, "");
      if (field.isUnique() && !value.isEmpty()) {
        var other = number(kind, field, value).filter(found -> found != number);
        if (other.isPresent()) {
          return Optional.of(new Outcome.ValueTaken(field, other.get()));
        }
      }
    }
    return Optional.empty();
  }

  /// Returns the number of the person with this value of a unique field. E-mail addresses are
  /// compared ignoring case, plates and licences ignoring blanks and hyphens.
  public Optional<Long> number(PersonKind kind, PersonField field, String value)
      throws SQLException {
    var sql =
        "select %s from %s where %s"
            .formatted(kind.key(), kind.table(), equal(field.column(kind), "?", field));
    try (var select = connection.prepareStatement(sql)) {
      select.setString(1, value);
      try (var rows = select.executeQuery()) {
        return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
      }
    }
  }

  /// Returns the condition that two values of a field count as the same.
  static String equal(String one, String other, PersonField field) {
    return field.key(one) + " = " + field.key(other);
  }

  public Optional<Person> find(PersonKind kind, long number) throws SQLException {
    return Optional.ofNullable(find(kind, List.of(number)).get(number));
  }

  /// Returns those of the people that exist, by number.
  public Map<Long, Person> find(PersonKind kind, Collection<Long> numbers) throws SQLException {
    var sql = select(kind) + " where %s = any (?)".formatted(kind.key());
    try (var select = connection.prepareStatement(sql)) {
      select.setArray(1, connection.createArrayOf("int8", numbers.toArray()));
      return people(kind, select).stream()
          .collect(Collectors.toMap(Person::number, person -> person));
    }
  }

  /// Returns people in the order of their numbers.
  public List<Person> list(PersonKind kind, Filter filter, int limit) throws SQLException {
    var text =
        kind.fields().stream()
            .filter(field -> field != PersonField.PAYMENT_TYPE)
            .map(field -> field.column(kind))
            .collect(joining(", "));
    var sql =
        select(kind)
            + " where %1$s > ? and strpos(lower(concat_ws(E'\\n', %2$s)), lower(?)) > 0 order by %1$s limit ?"
                .formatted(kind.key(), text);
    try (var select = connection.prepareStatement(sql)) {
      select.setLong(1, filter.after().orElse(Long.MIN_VALUE));
      select.setString(2, filter.text().orElse(""));
      select.setInt(3, limit);
      return people(kind, select);
    }
  }

  /// Returns the history of a person, oldest first.
  public List<PersonChange> changes(PersonKind kind, long number) throws SQLException {
    try (var select = connection.prepareStatement(CHANGES)) {
      select.setString(1, kind.label());
      select.setLong(2, number);
      var changes = new ArrayList<PersonChange>();
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          changes.add(
              new PersonChange(
                  time(rows, 1).orElseThrow(),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getString(4),
                  Optional.ofNullable(rows.getString(5)),
                  Optional.ofNullable(rows.getString(6)),
                  Optional.ofNullable(rows.getString(7))));
        }
      }
      return changes;
    }
  }

  /// Returns a person's current and previous e-mail addresses, the latest first. Earlier trips are
  /// under previous addresses.
  public List<String> emails(PersonKind kind, long number) throws SQLException {
    var present = find(kind, number).flatMap(person -> person.value(PersonField.EMAIL)).stream();
    var previous =
        changes(kind, number).reversed().stream()
            .filter(change -> change.column().equals(Optional.of(PersonField.EMAIL.column(kind))))
            .flatMap(change -> change.oldValue().stream());
    return Stream.concat(present, previous).distinct().toList();
  }

  /// Returns the given address as a person has and had it: the same but for the case of letters.
  /// Keys in DynamoDB have the case that was current when the trip was booked. Empty if nobody has
  /// the address now.
  public List<String> spellings(PersonKind kind, String email) throws SQLException {
    var sql =
        """
        select %1$s from %2$s where %3$s
        union
        select old_values ->> '%1$s' from person_change
        where kind = '%4$s' and number = (select %5$s from %2$s where %3$s) and %6$s
        """
            .formatted(
                PersonField.EMAIL.column(kind),
                kind.table(),
                equal(PersonField.EMAIL.column(kind), "?", PersonField.EMAIL),
                kind.label(),
                kind.key(),
                equal(
                    "(old_values ->> '%s')".formatted(PersonField.EMAIL.column(kind)),
                    "?",
                    PersonField.EMAIL));
    try (var select = connection.prepareStatement(sql)) {
      for (var parameter = 1; parameter <= 3; parameter++) {
        select.setString(parameter, email);
      }
      var spellings = new ArrayList<String>();
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          spellings.add(rows.getString(1));
        }
      }
      return spellings;
    }
  }

  private static String select(PersonKind kind) {
    return "select %s, active, created_on, %s from %s"
        .formatted(kind.key(), columns(kind, kind.fields()), kind.table());
  }

  private static List<Person> people(PersonKind kind, PreparedStatement select)
      throws SQLException {
    var people = new ArrayList<Person>();
    try (var rows = select.executeQuery()) {
      while (rows.next()) {
        var values = new EnumMap<PersonField, String>(PersonField.class);
        for (var field : kind.fields()) {
          @Nullable String value = rows.getString(field.column(kind));
          if (value != null) {
            values.put(field, value);
          }
        }
        people.add(new Person(kind, rows.getLong(1), values, rows.getBoolean(2), time(rows, 3)));
      }
    }
    return people;
  }

  private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, LocalDateTime.class))
        .map(time -> time.toInstant(ZoneOffset.UTC));
  }

  static String columns(PersonKind kind, List<PersonField> fields) {
    return fields.stream().map(field -> field.column(kind)).collect(joining(", "));
  }

  private static String parameter(PersonField field) {
    return "cast(nullif(?, '') as %s)".formatted(field.type());
  }
}
