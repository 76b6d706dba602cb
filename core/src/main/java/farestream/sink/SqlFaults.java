package farestream.sink;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// Classifies SQL errors by SQLSTATE: a record's data, contention, fencing, or an outage.
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

  /// Returns whether the record's data caused the error: class 22 (data exception) or 23 (integrity
  /// constraint violation). Lost connections, a full disk, a deadlock or an exhausted sequence
  /// (2200H) aren't the record's fault.
  static boolean isDataError(SQLException failure) {
    var state = String.valueOf(failure.getSQLState());
    return (state.startsWith("22") || state.startsWith("23"))
        && !state.equals(SEQUENCE_GENERATOR_LIMIT_EXCEEDED);
  }

  /// Returns whether the transaction was rolled back by a deadlock or a serialization failure
  /// (class 40), so that an immediate retry may succeed.
  static boolean isContention(SQLException failure) {
    return String.valueOf(failure.getSQLState()).startsWith("40");
  }

  /// Returns whether `require_reader` refused the commit of a reader with an outdated epoch.
  static boolean isFenced(SQLException failure) {
    return "FS001".equals(failure.getSQLState());
  }

  /// Returns one reason per line for references that don't exist.
  ///
  /// @param rules constraint names, separated by blanks
  static String unknown(String rules) {
    return Arrays.stream(rules.split(" ", -1))
        .map(rule -> REASONS.getOrDefault(rule, rule))
        .collect(Collectors.joining("\n"));
  }

  static String reason(SQLException failure) {
    if (failure instanceof PSQLException refused && refused.getServerErrorMessage() != null) {
      var message = refused.getServerErrorMessage();
      var known = REASONS.get(message.getConstraint() == null ? "" : message.getConstraint());
      return known != null ? known : withState(message);
    }
    return String.valueOf(failure.getMessage());
  }

  private static String withState(ServerErrorMessage message) {
    return message.getSQLState() + " " + message.getMessage();
  }
}
