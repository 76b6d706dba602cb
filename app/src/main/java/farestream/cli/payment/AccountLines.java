package farestream.cli.payment;

import farestream.bank.AccountOwner;
import farestream.bank.BankAccount;
import farestream.cli.console.ErrorLines;
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

/// The accounts of a CSV file, by the batch. Lines that are wrong are collected to the file's end
/// and told of there, all at once.
final class AccountLines implements Iterator<List<Given>>, AutoCloseable {
  private static final int AT_ONCE = 1_000;
  private static final int MOST_TOLD = 5;
  private static final List<String> COLUMNS =
      List.of("driver_id", "holder", "iban", "routing_number", "account_number", "bic");

  private static final Map<String, String> BY_PLAIN_NAME =
      COLUMNS.stream().collect(Collectors.toUnmodifiableMap(AccountLines::plain, name -> name));

  /// What stands for a character that isn't in the encoding.
  private static final char UNREADABLE = '\uFFFD';

  private final int width;
  private final Map<String, Integer> places;
  private final CsvRecords records;
  private final Function<Collection<Long>, Map<Long, String>> names;
  private final LongConsumer progress;
  private final Set<Long> drivers = new HashSet<>();
  private final List<String> wrong = new ArrayList<>();
  private int wrongLines;
  private Optional<Row> ahead;
  private int read;

  /// @param places of columns by their names
  private record Row(CsvRecord record, Map<String, Integer> places) {
    long line() {
      return record.line();
    }

    Optional<String> value(String column) {
      return Optional.of(record.values().get(places.getOrDefault(column, 0)))
          .filter(text -> !text.isEmpty());
    }
  }

  private record OfDriver(long driver, Row row) {}

  /// @param names of drivers that there are
  /// @param progress is told how many accounts were read
  AccountLines(
      CsvFile file, Function<Collection<Long>, Map<Long, String>> names, LongConsumer progress) {
    this.names = names;
    this.progress = progress;
    this.width = file.columns().size();
    this.places = places(file.columns());
    this.records = file.records();
    this.ahead = row();
  }

  static boolean isColumn(String name) {
    return BY_PLAIN_NAME.containsKey(plain(name));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  private static Map<String, Integer> places(List<String> names) {
    var places = new HashMap<String, Integer>();
    for (var place = 0; place < names.size(); place++) {
      var name = BY_PLAIN_NAME.get(plain(names.get(place)));
      if (name != null && places.put(name, place) != null) {
        throw refused("its first line names the column %s twice".formatted(name));
      }
    }
    var lacking = COLUMNS.stream().filter(name -> !places.containsKey(name)).toList();
    if (!lacking.isEmpty()) {
      throw refused(
          "its first line must be %s; it lacks %s"
              .formatted(String.join(",", COLUMNS), String.join(", ", lacking)));
    }
    return places;
  }

  int read() {
    return read;
  }

  /// @throws Refusal at the end, if there were lines that are wrong
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

  private Optional<Row> row() {
    var record = records.next();
    while (record.filter(AccountLines::isBlank).isPresent()) {
      record = records.next();
    }
    return record.map(one -> new Row(one, places));
  }

  /// Spreadsheets leave such rows where there was something once.
  private static boolean isBlank(CsvRecord record) {
    return record.fault().isEmpty() && record.values().stream().allMatch(String::isBlank);
  }

  private Optional<OfDriver> ofDriver(Row row) {
    var record = row.record();
    if (record.fault().isPresent()) {
      tell(row.line(), record.fault().get());
      return Optional.empty();
    }
    var values = record.values();
    if (values.size() < width || !values.stream().skip(width).allMatch(String::isBlank)) {
      tell(row.line(), "it has %d values for %d columns".formatted(values.size(), width));
      return Optional.empty();
    }
    if (record.text().indexOf(UNREADABLE) >= 0) {
      tell(
          row.line(),
          "it isn't in UTF-8: save the file as CSV UTF-8, or name its encoding, such as --encoding"
              + " windows-1252");
      return Optional.empty();
    }
    var text = row.value("driver_id").orElse("");
    if (!text.matches("[1-9][0-9]{0,17}(\\.0+)?")) {
      tell(row.line(), "driver_id is not a whole number above 0");
      return Optional.empty();
    }
    var driver = Long.parseLong(text.split("\\.", 2)[0]);
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

  private static Refusal refused(String why) {
    return new Refusal("nothing was imported: " + why);
  }

  @Override
  public void close() {
    records.close();
  }
}
