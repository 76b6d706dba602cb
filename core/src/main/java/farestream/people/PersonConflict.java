package farestream.people;

import farestream.failure.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/// A generated rider or driver can't be inserted, because somebody else has the e-mail address or
/// vehicle. Without this person, the trips could not be recorded.
public final class PersonConflict extends Refusal {
  private static final long serialVersionUID = 1L;
  private static final String UNIQUE_VIOLATION = "23505";

  private PersonConflict(String message, SQLException failure) {
    super(message, failure);
  }

  /// Returns the conflict for which the database refused to insert generated people; absent if it
  /// refused for another reason.
  ///
  /// @param connection in auto-commit mode
  /// @param numbers of the generated people
  /// @param values the value of each number, by unique field
  public static Optional<PersonConflict> of(
      SQLException failure,
      Connection connection,
      PersonKind kind,
      LongStream numbers,
      Map<PersonField, LongFunction<String>> values)
      throws SQLException {
    if (!UNIQUE_VIOLATION.equals(failure.getSQLState())) {
      return Optional.empty();
    }
    var given = numbers.toArray();
    for (var field : kind.fields()) {
      var value = values.get(field);
      if (value != null) {
        var message = find(connection, kind, field, given, value);
        if (message.isPresent()) {
          return message.map(text -> new PersonConflict(text, failure));
        }
      }
    }
    return Optional.empty();
  }

  /// Finds the generated person with the lowest number who doesn't exist and whose value somebody
  /// has.
  private static Optional<String> find(
      Connection connection,
      PersonKind kind,
      PersonField field,
      long[] numbers,
      LongFunction<String> value)
      throws SQLException {
    var sql =
        """
        select given.number, given.value, holder.%1$s
        from unnest(?, ?) as given(number, value) join %2$s as holder on %3$s
        where not exists (select from %2$s as person where person.%1$s = given.number)
        order by given.number limit 1
        """
            .formatted(
                kind.key(),
                kind.table(),
                People.equal("holder." + field.column(kind), "given.value", field));
    try (var select = connection.prepareStatement(sql)) {
      select.setArray(
          1, connection.createArrayOf("int8", LongStream.of(numbers).boxed().toArray()));
      select.setArray(
          2, connection.createArrayOf("text", LongStream.of(numbers).mapToObj(value).toArray()));
      try (var row = select.executeQuery()) {
        return row.next()
            ? Optional.of(message(kind, field, row.getLong(1), row.getString(2), row.getLong(3)))
            : Optional.empty();
      }
    }
  }

  private static String message(
      PersonKind kind, PersonField field, long number, String value, long holder) {
    return "%1$s %2$d has the %3$s %4$s of the generated %1$s %5$d: change it with ./farestream %1$s"
            .formatted(kind.label(), holder, field.label(), value, number)
        + " update %d --%s …, and run the same command again"
            .formatted(holder, field == PersonField.EMAIL ? "email" : "vehicle");
  }
}
