package farestream.billing;

import farestream.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/// A row of `billing_cycle`.
///
/// @param closedAt empty while the cycle is proposed
/// @param highWaterMarks the largest row ids that the cycle has processed
public record RecordedCycle(
    Cycle cycle, Optional<Instant> closedAt, HighWaterMarks highWaterMarks) {

  /// The select list that [FromRow] reads.
  static final String COLUMNS =
      """
      cycle, starts_at, ends_at, zone, driver_share, policy, minimum_payout, closed_at,
      trips_high_water_mark, history_high_water_mark, disputes_high_water_mark,
      quarantine_high_water_mark, removals_high_water_mark, decisions_high_water_mark, total_limit, parts_tolerance, clock_tolerance""";

  private static final String LAST =
      "select " + COLUMNS + " from billing_cycle order by cycle desc limit 1";

  public boolean isProposed() {
    return closedAt.isEmpty();
  }

  static Optional<RecordedCycle> last(Handle handle) {
    return handle.createQuery(LAST).map(new FromRow()).findOne();
  }

  /// Maps the columns of [#COLUMNS].
  static final class FromRow implements RowMapper<RecordedCycle> {
    @Override
    public RecordedCycle map(ResultSet row, StatementContext context) throws SQLException {
      var terms =
          new Terms(
              SharePolicy.of(row.getString("policy")),
              new DriverShare(row.getBigDecimal("driver_share")),
              new Money(row.getBigDecimal("minimum_payout")),
              new HoldLimits(
                  new Money(row.getBigDecimal("total_limit")),
                  new Money(row.getBigDecimal("parts_tolerance")),
                  Duration.ofMinutes(row.getLong("clock_tolerance"))));
      var cycle =
          new Cycle(
              row.getInt("cycle"),
              instant(row, context, "starts_at").orElseThrow(),
              instant(row, context, "ends_at").orElseThrow(),
              ZoneId.of(row.getString("zone")),
              terms);
      var highWaterMarks =
          new HighWaterMarks(
              row.getLong("trips_high_water_mark"),
              row.getLong("history_high_water_mark"),
              row.getLong("disputes_high_water_mark"),
              row.getLong("quarantine_high_water_mark"),
              row.getLong("removals_high_water_mark"),
              row.getLong("decisions_high_water_mark"));
      return new RecordedCycle(cycle, instant(row, context, "closed_at"), highWaterMarks);
    }

    private static Optional<Instant> instant(ResultSet row, StatementContext context, String column)
        throws SQLException {
      return Optional.ofNullable(
          context.findColumnMapperFor(Instant.class).orElseThrow().map(row, column, context));
    }
  }
}
