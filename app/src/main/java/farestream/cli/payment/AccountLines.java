package farestream.cli.payment;

import farestream.bank.AccountOwner;
import farestream.bank.BankAccount;
import farestream.cli.console.CsvFileArgument;
import farestream.cli.console.ErrorLines;
import farestream.cli.console.Plural;
import farestream.csv.CsvFile;
import farestream.csv.InputFile;
import farestream.csv.NamedRecords;
import farestream.csv.NamedRecords.NamedRecord;
import farestream.failure.Refusal;
import farestream.payout.BankAccounts.Given;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/// Reads bank accounts from a CSV file in batches. Invalid lines are collected and reported
/// together at the end of the file.
final class AccountLines implements Iterator<List<Given>>, AutoCloseable {
  private static final int BATCH_SIZE = 1_000;
  private static final int MAX_REPORTED = 5;
  private static final List<String> COLUMNS =
      List.of("driver_id", "holder", "iban", "routing_number", "account_number", "bic");

  private static final Map<String, String> BY_PLAIN_NAME =
      COLUMNS.stream().collect(Collectors.toUnmodifiableMap(NamedRecords::plain, name -> name));

  private final InputFile file;
  private final NamedRecords records;
  private final Function<Collection<Long>, Map<Long, String>> names;
  private final LongConsumer progress;
  private final Set<Long> drivers = new HashSet<>();
  private final List<String> wrong = new ArrayList<>();
  private int wrongLines;
  private Optional<NamedRecord> nextRow;
  private int read;

  private record DriverRow(long driver, NamedRecord row) {}

  /// @param names returns the names of those of the given drivers that exist
  /// @param progress receives the number of accounts read so far
  AccountLines(
      CsvFile file, Function<Collection<Long>, Map<Long, String>> names, LongConsumer progress) {
    this.file = file.input();
    this.names = names;
    this.progress = progress;
    this.records =
        switch (NamedRecords.open(file, BY_PLAIN_NAME, COLUMNS)) {
          case NamedRecords.Outcome.Opened(var opened) -> opened;
          case NamedRecords.Outcome.Refused(var reason) -> throw refused(reason);
        };
    this.nextRow = records.next();
  }

  static boolean isColumn(String name) {
    return BY_PLAIN_NAME.containsKey(NamedRecords.plain(name));
  }

  int read() {
    return read;
  }

  /// @throws Refusal at the end of the file if any line was invalid
  @Override
  public boolean hasNext() {
    if (nextRow.isEmpty() && wrongLines > 0) {
      var more = wrongLines - wrong.size();
      throw refused(
          String.join("; ", wrong) + (more > 0 ? "; and " + Plural.of(more, "more line") : ""));
    }
    return nextRow.isPresent();
  }

  @Override
  public List<Given> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    var rows = new ArrayList<DriverRow>();
    for (var count = 0; count < BATCH_SIZE && nextRow.isPresent(); count++) {
      ofDriver(nextRow.get()).ifPresent(rows::add);
      nextRow = records.next();
    }
    var known = names.apply(rows.stream().map(DriverRow::driver).toList());
    var given = new ArrayList<Given>();
    rows.forEach(row -> account(row, known).ifPresent(given::add));
    read += given.size();
    progress.accept(read);
    return given;
  }

  private Optional<DriverRow> ofDriver(NamedRecord row) {
    if (row.fault().isPresent()) {
      report(row.line(), row.fault().get());
      return Optional.empty();
    }
    var number = row.number("driver_id");
    if (number.isEmpty()) {
      report(row.line(), "driver_id is not a whole number above 0");
      return Optional.empty();
    }
    long driver = number.get();
    if (!drivers.add(driver)) {
      report(row.line(), "driver %d is also on an earlier line".formatted(driver));
      return Optional.empty();
    }
    return Optional.of(new DriverRow(driver, row));
  }

  private Optional<Given> account(DriverRow of, Map<Long, String> known) {
    var name = known.get(of.driver());
    var row = of.row();
    if (name == null) {
      report(row.line(), "there is no driver %d".formatted(of.driver()));
      return Optional.empty();
    }
    try {
      var account = account(row);
      var owner = new AccountOwner(row.value("holder").orElse(name), row.value("bic"));
      return Optional.of(
          new Given(
              Optional.of(of.driver()), AccountText.stored(owner.name(), account, owner.bic())));
    } catch (IllegalArgumentException refused) {
      report(row.line(), ErrorLines.text(refused));
      return Optional.empty();
    }
  }

  private static BankAccount account(NamedRecord row) {
    var iban = row.value("iban");
    var routing = row.value("routing_number");
    var number = row.value("account_number");
    if (iban.isPresent() == (routing.isPresent() || number.isPresent())) {
      throw new IllegalArgumentException(
          "it must have either an IBAN or a routing and account number");
    }
    return iban.<BankAccount>map(BankAccount.Iban::new)
        .orElseGet(() -> new BankAccount.UsAccount(routing.orElse(""), number.orElse("")));
  }

  private void report(long line, String why) {
    wrongLines++;
    if (wrong.size() < MAX_REPORTED) {
      wrong.add("line %d: %s".formatted(line, why));
    }
  }

  private Refusal refused(String why) {
    return CsvFileArgument.importRefusal(file, why);
  }

  @Override
  public void close() {
    records.close();
  }
}
