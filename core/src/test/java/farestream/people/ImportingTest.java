package farestream.people;

import farestream.database.TestDatabase;
import farestream.people.PeopleImport.Line;
import farestream.people.PeopleImport.Result;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/// What tests of imports need: a database, an import, and the lines that it refused.
abstract class ImportingTest {
  final TestDatabase database = TestDatabase.fresh();
  final Connection connection;
  final List<String> refused = new ArrayList<>();

  ImportingTest() {
    try {
      connection = database.commands().getConnection();
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  Result update(List<? extends Line> lines) throws SQLException {
    var kind =
        lines.getFirst() instanceof Line.Valid(_, var person, _) ? person.kind() : PersonKind.RIDER;
    return run(kind, EnumSet.allOf(PersonField.class), true, lines);
  }

  Result run(PersonKind kind, List<? extends Line> lines) throws SQLException {
    return run(kind, EnumSet.allOf(PersonField.class), false, lines);
  }

  Result run(
      PersonKind kind, Set<PersonField> columns, boolean isUpdate, List<? extends Line> lines)
      throws SQLException {
    refused.clear();
    return new PeopleImport(connection, kind, columns, isUpdate)
        .run(
            List.<Line>copyOf(lines).iterator(),
            line -> refused.add(line.line() + " " + line.reason()));
  }

  static Line valid(PersonKind kind, long line, long number) {
    return kind == PersonKind.RIDER
        ? rider(line, number, "r%d@example.com".formatted(number))
        : driver(line, number, "d%d@example.com".formatted(number));
  }

  static Line rider(long line, long number, String email) {
    return new Line.Valid(
        line,
        NewPerson.of(
            PersonKind.RIDER, number, Map.of(PersonField.NAME, "Rider", PersonField.EMAIL, email)),
        Optional.empty());
  }

  /// @param more a field and its value, if any
  static Line driver(long line, long number, String email, Object... more) {
    var values = new java.util.EnumMap<PersonField, String>(PersonField.class);
    values.put(PersonField.NAME, "Driver");
    values.put(PersonField.EMAIL, email);
    if (more.length > 0) {
      values.put((PersonField) Arrays.asList(more).getFirst(), (String) more[1]);
    }
    return new Line.Valid(line, NewPerson.of(PersonKind.DRIVER, number, values), Optional.empty());
  }

  String value(String sql) throws SQLException {
    try (var owner = database.owner().getConnection();
        var statement = owner.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
