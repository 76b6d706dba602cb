package farestream.people;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import farestream.failure.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.postgresql.PGConnection;

/// Adds many riders or drivers in one transaction, and changes existing ones if wanted. The lines
/// are copied into a temporary table; then one statement inserts them in their order, except those
/// that conflict with another person, and another one changes people. Both are repeated while
/// changes free values that other lines wait for. So an import that is run again writes nobody
/// twice. Columns that the file doesn't have are neither compared nor changed. Not thread-safe.
public final class PeopleImport {
  private static final int BUFFER = 1 << 16;
  private static final int FETCH_SIZE = 1_000;

  /// How often lines can wait for others. If a column slipped by a line, each line waits for the
  /// next one; in a large file that would take hours.
  private static final int MAX_ROUNDS = 100;

  private static final String UNIQUE_VIOLATION = "23505";

  private static final String UNKNOWN_PAYMENT_TYPES =
      """
      update incoming_person
      set fault = 'payment type ' || payment_id || ' is not in payment_types'
      where payment_id not in (select payment_id from payment_types)
      """;

  /// Refuses all valid lines with a person's number but the first. If a later line could be written
  /// in its place, importing the file again would change the person again.
  private static final String REPEATED_NUMBERS =
      """
      update incoming_person as given
      set fault = '%5$s ' || given.number || ' is also on line ' || earlier.line
      from (
        select number, min(line) as line from incoming_person where fault is null group by number
      ) as earlier
      where given.number = earlier.number and given.line > earlier.line and given.fault is null
      """;

  /// ON CONFLICT also applies to rows that the same statement inserted before.
  private static final String INSERT =
      """
      with written as (
        insert into %1$s (%2$s, active, %3$s)
        select number, coalesce(active, true), %8$s from incoming_person
        where fault is null and not is_written
        order by line
        on conflict do nothing
        returning *)
      update incoming_person as given set is_written = true
      from written where given.number = written.%2$s and given.fault is null
      """;

  /// Changes the people who exist with other values, each at most once. A line waits if another
  /// person has one of its values or an earlier line wants it.
  private static final String UPDATE =
      """
      with free as (
        select given.*
          %9$s
        from incoming_person as given join %1$s as person on person.%2$s = given.number
        where not given.is_written and given.fault is null and not (%4$s)
          %10$s),
      chosen as (select * from free where true %11$s),
      changed as (
        update %1$s as person set active = coalesce(given.active, person.active), %12$s
        from chosen as given where person.%2$s = given.number)
      update incoming_person set is_written = true where line in (select line from chosen)
      """;

  /// The lines that were not written. Without a reason, the person already had these values.
  private static final String NOT_WRITTEN =
      """
      select given.line, case
        when given.fault is not null then given.fault
        when person.%2$s is not null and %4$s then null
        %6$s
        else 'another %5$s has one of the values' end
      from incoming_person as given left join %1$s as person on person.%2$s = given.number
        %7$s
      where not given.is_written order by given.line
      """;

  private final Connection connection;
  private final PersonKind kind;
  private final List<PersonField> fields;
  private final List<PersonField> columns;
  private final boolean isUpdate;

  /// A line of the file.
  public sealed interface Line {
    long number();

    /// @param number the line's number in the file
    /// @param isActive whether the person may book or accept trips; if empty, an existing person
    ///     stays as it is and a new one is active
    record Valid(long number, NewPerson person, Optional<Boolean> isActive) implements Line {}

    record Invalid(long number, String fault) implements Line {}
  }

  /// A line that neither adds nor changes anybody.
  public record Refused(long line, String reason) {}

  /// @param unchanged lines of people who were there with the same values
  public record Result(long added, long changed, long unchanged, long refused) {}

  /// @param connection used by this object alone until [#run] returns; auto-commit is turned off
  /// @param columns the fields that the file has a column for
  /// @param isUpdate whether people who exist with other values are changed, instead of refused
  public PeopleImport(
      Connection connection, PersonKind kind, Set<PersonField> columns, boolean isUpdate) {
    this.connection = connection;
    this.kind = kind;
    this.fields = kind.fields();
    this.columns = fields.stream().filter(columns::contains).toList();
    this.isUpdate = isUpdate;
  }

  /// Adds and changes the people. A line without a value removes the person's, except name and
  /// e-mail address, which each line has, and the payment type, which stays.
  ///
  /// @param lines in the order of the file; all of the kind
  /// @param refusals receives the refused lines in their order, before the commit
  /// @throws Refusal if another session writes one of the values to another person meanwhile
  /// @throws SQLException if the database fails; nobody is written after any exception, nor if
  ///     `lines` or `refusals` throws
  public Result run(Iterator<Line> lines, Consumer<Refused> refusals) throws SQLException {
    connection.setAutoCommit(false);
    try {
      execute(
          """
          create temporary table incoming_person (
            line bigint, fault text, number bigint, active boolean, %s,
            is_written boolean default false
          ) on commit drop
          """
              .formatted(each(field -> field.column(kind) + " " + field.type(), ", ")));
      copy(lines);
      execute("analyze incoming_person");
      // One import at a time: two of the same people in different orders could deadlock.
      execute("select pg_advisory_xact_lock(hashtext('import of people'))");
      execute(UNKNOWN_PAYMENT_TYPES);
      execute(sql(REPEATED_NUMBERS));
      var result = report(write(), refusals);
      connection.commit();
      return result;
    } catch (SQLException failure) {
      rollback(failure);
      if (UNIQUE_VIOLATION.equals(failure.getSQLState())) {
        throw writtenMeanwhile(failure);
      }
      throw failure;
    } catch (RuntimeException failure) {
      rollback(failure);
      throw failure;
    }
  }

  private String sql(String template) {
    var same =
        "coalesce(given.active, person.active) = person.active"
            + columns.stream().map(this::same).collect(joining());
    return template.formatted(
        kind.table(),
        kind.key(),
        People.columns(kind, fields),
        same,
        kind.label(),
        isUpdate ? takenReasons() + existsReason() : existsReason() + takenReasons(),
        unique(
            field ->
                "left join %s as %s on %s"
                    .formatted(kind.table(), holder(field), isTaken(holder(field), field))),
        each(this::inserted, ", "),
        unique(
            field ->
                ", row_number() over (partition by %s order by given.line) as turn_of_%s"
                    .formatted(field.key("given." + field.column(kind)), field.name())),
        unique(
            field ->
                "and not exists (select from %s as other where %s)"
                    .formatted(kind.table(), isTaken("other", field))),
        unique(
            field ->
                "and (%s is null or turn_of_%s = 1)".formatted(field.column(kind), field.name())),
        columns.stream().map(this::changed).collect(joining(", ")));
  }

  private String existsReason() {
    return """
        when person.%s is not null
          then '%s ' || given.number || ' exists with other values: --update changes them'
        """
        .formatted(kind.key(), kind.label());
  }

  private String takenReasons() {
    return unique(
            field ->
                "when %1$s.%2$s is not null then 'the %3$s belongs to %4$s ' || %1$s.%2$s"
                    .formatted(holder(field), kind.key(), field.label(), kind.label()))
        + "\n";
  }

  /// Returns the condition that another person has a line's value.
  private String isTaken(String other, PersonField field) {
    return "%s and %s.%s <> given.number"
        .formatted(
            People.equal(other + "." + field.column(kind), "given." + field.column(kind), field),
            other,
            kind.key());
  }

  private String changed(PersonField field) {
    return field == PersonField.PAYMENT_TYPE
        ? "%1$s = coalesce(given.%1$s, person.%1$s)".formatted(field.column(kind))
        : "%1$s = given.%1$s".formatted(field.column(kind));
  }

  /// Returns the condition that a line has the person's value.
  private String same(PersonField field) {
    var column = field.column(kind);
    return field == PersonField.PAYMENT_TYPE
        ? " and coalesce(given.%1$s, person.%1$s) is not distinct from person.%1$s"
            .formatted(column)
        : " and given.%1$s is not distinct from person.%1$s".formatted(column);
  }

  private String inserted(PersonField field) {
    return field == PersonField.PAYMENT_TYPE
        ? "coalesce(%s, %d)".formatted(field.column(kind), kind.defaultPaymentType())
        : field.column(kind);
  }

  private static String holder(PersonField field) {
    return "holder_of_" + field.name();
  }

  private String each(Function<PersonField, String> sql, String separator) {
    return fields.stream().map(sql).collect(joining(separator));
  }

  private String unique(Function<PersonField, String> sql) {
    return fields.stream().filter(PersonField::isUnique).map(sql).collect(joining("\n"));
  }

  private void copy(Iterator<Line> lines) throws SQLException {
    var copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                "copy incoming_person (line, fault, number, active, %s) from stdin"
                    .formatted(People.columns(kind, fields)));
    try {
      var rows = new StringBuilder();
      while (lines.hasNext()) {
        append(rows, lines.next());
        if (rows.length() > BUFFER || !lines.hasNext()) {
          var bytes = rows.toString().getBytes(UTF_8);
          copy.writeToCopy(bytes, 0, bytes.length);
          rows.setLength(0);
        }
      }
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private void append(StringBuilder rows, Line line) {
    rows.append(line.number());
    switch (line) {
      case Line.Invalid(_, var fault) -> {
        append(rows, Optional.of(fault));
        rows.repeat("\t\\N", fields.size() + 2);
      }
      case Line.Valid(_, var person, var isActive) -> {
        rows.append("\t\\N\t").append(person.number());
        append(rows, isActive.map(String::valueOf));
        fields.forEach(field -> append(rows, Optional.ofNullable(person.values().get(field))));
      }
    }
    rows.append('\n');
  }

  /// Appends a value in COPY's text format.
  private static void append(StringBuilder rows, Optional<String> value) {
    rows.append('\t')
        .append(
            value
                .map(
                    text ->
                        text.replace("\\", "\\\\")
                            .replace("\t", "\\t")
                            .replace("\n", "\\n")
                            .replace("\r", "\\r"))
                .orElse("\\N"));
  }

  /// Repeats the insertion after each round of changes, because a change may free a value for a new
  /// person, too. Ends when a round changes nobody: each line is written once.
  ///
  /// @throws Refusal if [#MAX_ROUNDS] aren't enough
  private Written write() throws SQLException {
    var insertion = sql(INSERT);
    var update = sql(UPDATE);
    try (var statement = connection.createStatement()) {
      var added = (long) statement.executeUpdate(insertion);
      var changed = 0L;
      var round = isUpdate ? statement.executeUpdate(update) : 0;
      for (var rounds = 1; round > 0; rounds++) {
        if (rounds > MAX_ROUNDS) {
          throw new Refusal(
              ("nothing was imported: more than %d lines of the file wait for each other's values; a column"
                      + " may have slipped by a line")
                  .formatted(MAX_ROUNDS));
        }
        changed += round;
        added += statement.executeUpdate(insertion);
        round = statement.executeUpdate(update);
      }
      return new Written(added, changed);
    }
  }

  private record Written(long added, long changed) {}

  private Refusal writtenMeanwhile(SQLException failure) {
    return new Refusal(
        "nothing was imported: another session gave a value of the file to another %s meanwhile; run the"
                .formatted(kind.label())
            + " same command again",
        failure);
  }

  private Result report(Written written, Consumer<Refused> refusals) throws SQLException {
    try (var select = connection.createStatement()) {
      select.setFetchSize(FETCH_SIZE);
      var unchanged = 0L;
      var refused = 0L;
      try (var rows = select.executeQuery(sql(NOT_WRITTEN))) {
        while (rows.next()) {
          var reason = rows.getString(2);
          if (reason == null) {
            unchanged++;
          } else {
            refused++;
            refusals.accept(new Refused(rows.getLong(1), reason));
          }
        }
      }
      return new Result(written.added(), written.changed(), unchanged, refused);
    }
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void rollback(Exception failure) {
    try {
      connection.rollback();
    } catch (SQLException alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
  }
}
