package farestream.sink;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// Tells a record's own fault from the database's.
final class SqlFaults {
  private static final Map<String, String> REASONS =
      Map.of(
          "trips_rider_is_known", "RIDER_ID is unknown: no such row in riders",
          "trips_driver_is_known", "DRIVER_ID is unknown: no such row in drivers",
          "trips_cab_type_is_known", "CAB_TYPE_ID is unknown: no such row in cab_types",
          "trips_rate_code_is_known", "RATE_CODE_ID is unknown: no such row in rate_codes",
          "trips_payment_type_is_known", "PAYMENT_TYPET is unknown: no such row in payment_types",
          "trips_status_is_known", "STATUS is unknown: no such row in trip_status");

  private static final String SEQUENCE_GENERATOR_LIMIT_EXCEEDED = "2200H";

  private SqlFaults() {}

  /// Data (class 22) and integrity (class 23). All else, such as lost connections, a full disk or a
  /// deadlock, says nothing against the record; nor does it that the table has no more numbers.
  static boolean isTheRecords(SQLException failure) {
    var state = String.valueOf(failure.getSQLState());
    return (state.startsWith("22") || state.startsWith("23"))
        && !state.equals(SEQUENCE_GENERATOR_LIMIT_EXCEEDED);
  }

  /// Class 40: a deadlock or a serialization failure. The transaction is undone, and the same may
  /// succeed at once.
  static boolean isContention(SQLException failure) {
    return String.valueOf(failure.getSQLState()).startsWith("40");
  }

  /// The error of `require_reader`.
  static boolean isTakenOver(SQLException failure) {
    return "FS001".equals(failure.getSQLState());
  }

  /// @param rules names of constraints, with blanks between
  static String unknown(String rules) {
    return Arrays.stream(rules.split(" ", -1))
        .map(rule -> REASONS.getOrDefault(rule, rule))
        .collect(Collectors.joining("\n"));
  }

  static String reason(SQLException failure) {
    if (failure instanceof PSQLException refused && refused.getServerErrorMessage() != null) {
      var message = refused.getServerErrorMessage();
      var known = REASONS.get(message.getConstraint() == null ? "" : message.getConstraint());
      return known != null ? known : said(message);
    }
    return String.valueOf(failure.getMessage());
  }

  private static String said(ServerErrorMessage message) {
    return message.getSQLState() + " " + message.getMessage();
  }
}
