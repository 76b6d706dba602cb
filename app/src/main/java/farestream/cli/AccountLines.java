package farestream.cli;

import farestream.bank.AccountOwner;
import farestream.bank.BankAccount;
import farestream.payout.BankAccounts.Given;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
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
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// The accounts of a CSV file, by the batch. Lines that are wrong are collected to the file's end
/// and told of there, all at once.
final class AccountLines implements Iterator<List<Given>>, AutoCloseable {
  private static final int AT_ONCE = 1_000;
  private static final int MOST_TOLD = 5;
  private static final Set<String> COLUMNS =
      Set.of("driver_id", "holder", "iban", "routing_number", "account_number", "bic");
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreSurroundingSpaces(true)
          .setIgnoreEmptyLines(true)
          .get();

  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final Function<Collection<Long>, Map<Long, String>> names;
  private final LongConsumer progress;
  private final Set<Long> drivers = new HashSet<>();
  private final List<String> wrong = new ArrayList<>();
  private int wrongLines;
  private Optional<Row> ahead;
  private int read;

  /// @param line of the file, as an editor counts
  private record Row(long line, CSVRecord record) {
    Optional<String> value(String column) {
      return Optional.of(record.get(column).strip()).filter(text -> !text.isEmpty());
    }
  }

  private record OfDriver(long driver, Row row) {}

  /// @param names of drivers that there are
  /// @param progress is told how many accounts were read
  AccountLines(
      Reader reader, Function<Collection<Long>, Map<Long, String>> names, LongConsumer progress)
      throws IOException {
    this.names = names;
    this.progress = progress;
    try {
      this.parser = CSVParser.parse(reader, FORMAT);
    } catch (IllegalArgumentException twice) {
      throw refused("its first line names a column twice, or none");
    }
    if (!COLUMNS.equals(Set.copyOf(parser.getHeaderNames()))) {
      throw refused(
          "its first line must be driver_id,holder,iban,routing_number,account_number,bic");
    }
    this.records = parser.iterator();
    this.ahead = row();
  }

  int read() {
    return read;
  }

  /// @throws Refused at the end, if there were lines that are wrong
  @Override
  public boolean hasNext() {
    if (ahead.isEmpty() && wrongLines > 0) {
      var more = wrongLines - wrong.size();
      throw refused(
          String.join("; ", wrong) + (more > 0 ? "; and %d lines more".formatted(more) : ""));
    }
    return ahead.isPresent();
  }

  @Override
  public List<Given> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    var rows = new ArrayList<OfDriver>();
    for (var count = 0; count < AT_ONCE && ahead.isPresent(); count++) {
      ofDriver(ahead.get()).ifPresent(rows::add);
      ahead = row();
    }
    var known = names.apply(rows.stream().map(OfDriver::driver).toList());
    var given = new ArrayList<Given>();
    rows.forEach(row -> account(row, known).ifPresent(given::add));
    read += given.size();
    progress.accept(read);
    return given;
  }

  /// What comes after a broken line can't be told apart from it, and is left.
  private Optional<Row> row() {
    try {
      return records.hasNext()
          ? Optional.of(new Row(parser.getCurrentLineNumber(), records.next()))
          : Optional.empty();
    } catch (IllegalStateException | UncheckedIOException broken) {
      tell(parser.getCurrentLineNumber(), "its quotes aren't balanced, or it isn't in UTF-8");
      return Optional.empty();
    }
  }

  private Optional<OfDriver> ofDriver(Row row) {
    if (!row.record().isConsistent()) {
      tell(
          row.line(),
          "it has %d values for %d columns".formatted(row.record().size(), COLUMNS.size()));
      return Optional.empty();
    }
    var text = row.value("driver_id").orElse("");
    if (!text.matches("[1-9][0-9]{0,17}")) {
      tell(row.line(), "driver_id is not a whole number above 0");
      return Optional.empty();
    }
    var driver = Long.parseLong(text);
    if (!drivers.add(driver)) {
      tell(row.line(), "driver %d is on an earlier line, too".formatted(driver));
      return Optional.empty();
    }
    return Optional.of(new OfDriver(driver, row));
  }

  private Optional<Given> account(OfDriver of, Map<Long, String> known) {
    var name = known.get(of.driver());
    var row = of.row();
    if (name == null) {
      tell(row.line(), "there is no driver %d".formatted(of.driver()));
      return Optional.empty();
    }
    try {
      var account = account(row);
      var owner = new AccountOwner(row.value("holder").orElse(name), row.value("bic"));
      return Optional.of(
          new Given(
              Optional.of(of.driver()), AccountText.stored(owner.name(), account, owner.bic())));
    } catch (IllegalArgumentException refused) {
      tell(row.line(), ErrorLines.text(refused));
      return Optional.empty();
    }
  }

  private static BankAccount account(Row row) {
    var iban = row.value("iban");
    var routing = row.value("routing_number");
    var number = row.value("account_number");
    if (iban.isPresent() == (routing.isPresent() || number.isPresent())) {
      throw new IllegalArgumentException("it has no IBAN and no account number, or both");
    }
    return iban.<BankAccount>map(BankAccount.Iban::new)
        .orElseGet(() -> new BankAccount.UsAccount(routing.orElse(""), number.orElse("")));
  }

  private void tell(long line, String why) {
    wrongLines++;
    if (wrong.size() < MOST_TOLD) {
      wrong.add("line %d: %s".formatted(line, why));
    }
  }

  private static Refused refused(String why) {
    return new Refused("nothing was imported: " + why);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
