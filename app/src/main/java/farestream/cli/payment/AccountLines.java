package farestream.cli.payment;

import farestream.bank.AccountOwner;
import farestream.bank.BankAccount;
import farestream.cli.console.ErrorLines;
import farestream.cli.console.Plural;
import farestream.csv.CsvFile;
import farestream.csv.CsvRecord;
import farestream.csv.CsvRecords;
import farestream.failure.Refusal;
import farestream.payout.BankAccounts.Given;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
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
      COLUMNS.stream().collect(Collectors.toUnmodifiableMap(AccountLines::plain, name -> name));

  /// The character to which bytes are decoded that are invalid in the encoding.
  private static final char UNREADABLE = '\uFFFD';

  private final int width;
  private final Map<String, Integer> positions;
  private final CsvRecords records;
  private final Function<Collection<Long>, Map<Long, String>> names;
  private final LongConsumer progress;
  private final Set<Long> drivers = new HashSet<>();
  private final List<String> wrong = new ArrayList<>();
  private int wrongLines;
  private Optional<Row> nextRow;
  private int read;

  /// @param positions the indexes of columns, by name
  private record Row(CsvRecord record, Map<String, Integer> positions) {
    long line() {
      return record.line();
    }

    Optional<String> value(String column) {
      return Optional.of(record.values().get(positions.getOrDefault(column, 0)))
          .filter(text -> !text.isEmpty());
    }
  }

  private record OfDriver(long driver, Row row) {}

  /// @param names returns the names of those of the given drivers that exist
  /// @param progress receives the number of accounts read so far
  AccountLines(
      CsvFile file, Function<Collection<Long>, Map<Long, String>> names, LongConsumer progress) {
    this.names = names;
    this.progress = progress;
    this.width = file.columns().size();
    this.positions = positions(file.columns());
    this.records = file.records();
    this.nextRow = row();
  }

  static boolean isColumn(String name) {
    return BY_PLAIN_NAME.containsKey(plain(name));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  private static Map<String, Integer> positions(List<String> names) {
    var positions = new HashMap<String, Integer>();
    for (var position = 0; position < names.size(); position++) {
      var name = BY_PLAIN_NAME.get(plain(names.get(position)));
      if (name != null && positions.put(name, position) != null) {
        throw refused("the header has the column %s twice".formatted(name));
      }
    }
    var missing = COLUMNS.stream().filter(name -> !positions.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw refused(
          "the header must be %s; missing: %s"
              .formatted(String.join(",", COLUMNS), String.join(", ", missing)));
    }
    return positions;
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
    var rows = new ArrayList<OfDriver>();
    for (var count = 0; count < BATCH_SIZE && nextRow.isPresent(); count++) {
      ofDriver(nextRow.get()).ifPresent(rows::add);
      nextRow = row();
    }
    var known = names.apply(rows.stream().map(OfDriver::driver).toList());
    var given = new ArrayList<Given>();
    rows.forEach(row -> account(row, known).ifPresent(given::add));
    read += given.size();
    progress.accept(read);
    return given;
  }

  private Optional<Row> row() {
    var record = records.next();
    while (record.filter(AccountLines::isBlank).isPresent()) {
      record = records.next();
    }
    return record.map(one -> new Row(one, positions));
  }

  /// Whether the row is blank: spreadsheets write such rows for cells that were cleared.
  private static boolean isBlank(CsvRecord record) {
    return record.fault().isEmpty() && record.values().stream().allMatch(String::isBlank);
  }

  private Optional<OfDriver> ofDriver(Row row) {
    var record = row.record();
    if (record.fault().isPresent()) {
      report(row.line(), record.fault().get());
      return Optional.empty();
    }
    var values = record.values();
    if (values.size() < width || !values.stream().skip(width).allMatch(String::isBlank)) {
      report(
          row.line(),
          "it has %d values but the header has %d columns".formatted(values.size(), width));
      return Optional.empty();
    }
    if (record.text().indexOf(UNREADABLE) >= 0) {
      report(
          row.line(),
          "it is not in UTF-8: save the file as CSV UTF-8, or name its encoding, such as --encoding"
              + " windows-1252");
      return Optional.empty();
    }
    var text = row.value("driver_id").orElse("");
    if (!text.matches("[1-9][0-9]{0,17}(\\.0+)?")) {
      report(row.line(), "driver_id is not a whole number above 0");
      return Optional.empty();
    }
    var driver = Long.parseLong(text.split("\\.", 2)[0]);
    if (!drivers.add(driver)) {
      report(row.line(), "driver %d is also on an earlier line".formatted(driver));
      return Optional.empty();
    }
    return Optional.of(new OfDriver(driver, row));
  }

  private Optional<Given> account(OfDriver of, Map<Long, String> known) {
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

  private static BankAccount account(Row row) {
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

  private static Refusal refused(String why) {
    return new Refusal("nothing was imported: " + why);
  }

  @Override
  public void close() {
    records.close();
  }
}
