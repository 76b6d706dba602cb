package farestream.cli.simulate;

import farestream.cli.console.TextTable;
import farestream.replay.LedgerWait;
import java.io.PrintWriter;
import java.math.BigDecimal;

/// Prints the number and total of completed trips in DynamoDB and in the ledger.
final class SidesTable {
  private SidesTable() {}

  static void print(PrintWriter out, long trips, BigDecimal total, LedgerWait.Outcome arrived) {
    new TextTable("side", "trips", "total")
        .row("DynamoDB", Long.toString(trips), total.toPlainString())
        .row(
            "PostgreSQL",
            Long.toString(arrived.inLedger()),
            arrived.inLedgerTotal().toPlainString())
        .row(
            "quarantined",
            Long.toString(arrived.quarantined()),
            arrived.quarantinedTotal().toPlainString())
        .print(out);
  }
}
