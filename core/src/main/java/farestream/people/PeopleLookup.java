package farestream.people;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks up riders and drivers in the ledger's tables by id or email. Not thread-safe.
public final class PeopleLookup {
  private final Connection connection;

  public PeopleLookup(Connection connection) {
    this.connection = connection;
  }

  /// A person's role in a trip, and the table of the people in that role.
  public enum Role {
    RIDER("rider"),
    DRIVER("driver");

    private final String word;

    Role(String word) {
      this.word = word;
    }

    /// Returns the role's name, such as `rider`.
    public String word() {
      return word;
    }

    /// Returns the name of the table, such as `riders`.
    public String table() {
      return word + "s";
    }

    private String sql(String template) {
      return template.formatted(word);
    }
  }

  /// Returns the ids that the table doesn't have.
  public List<Long> unknown(Role role, List<Long> numbers) throws SQLException {
    var sql =
        role.sql(
            "select number from unnest(?) as number"
                + " where not exists (select from %1$ss where %1$s_id = number)");
    try (var select = connection.prepareStatement(sql)) {
      select.setArray(1, connection.createArrayOf("int8", numbers.toArray()));
      var unknown = new ArrayList<Long>();
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          unknown.add(rows.getLong(1));
        }
      }
      return unknown;
    }
  }

  /// Returns the person's email; empty if the person is unknown or has none.
  public Optional<String> email(Role role, long number) throws SQLException {
    var sql = role.sql("select %1$s_email from %1$ss where %1$s_id = ?");
    try (var select = connection.prepareStatement(sql)) {
      select.setLong(1, number);
      try (var rows = select.executeQuery()) {
        return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
      }
    }
  }

  /// Returns the person's id; empty if no person has this email.
  public Optional<Long> number(Role role, String email) throws SQLException {
    var sql = role.sql("select %1$s_id from %1$ss where %1$s_email = ?");
    try (var select = connection.prepareStatement(sql)) {
      select.setString(1, email);
      try (var rows = select.executeQuery()) {
        return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
      }
    }
  }
}
