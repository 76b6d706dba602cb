package farestream.people;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.postgresql.PGConnection;

/// Adds many riders or drivers in one transaction. The lines are copied into a temporary table;
/// then one statement inserts them in their order, except those that conflict with another person.
/// So an import that is run again adds nobody twice. Not thread-safe.
public final class PeopleImport {
  private static final int BUFFER = 1 << 16;
  private static final int FETCH_SIZE = 1_000;

  /// ON CONFLICT also applies to rows that the same statement inserted before. If several lines
  /// have the number of an inserted row, the first with its values counts as inserted.
  private static final String INSERT =
      """
      with written as (
        insert into %1$s (%2$s, active, %3$s)
        select number, active, %3$s from incoming_person
        where fault is null and payment_id in (select payment_id from payment_types)
        order by line
        on conflict do nothing
        returning *)
      update incoming_person set is_written = true
      where line in (
        select min(line) from incoming_person as given join written on written.%2$s = given.number
        where %4$s group by given.number)
      """;

  private static final String COUNT =
      "select count(*) filter (where is_written) from incoming_person";

  /// The lines that were not inserted. Without a reason, the person already had these values.
  private static final String NOT_WRITTEN =
      """
      select given.line, case
        when given.fault is not null then given.fault
        when given.payment_id not in (select payment_id from payment_types)
          then 'payment type ' || given.payment_id || ' is not in payment_types'
        when twin.line is not null then '%5$s ' || given.number || ' is also on line ' || twin.line
        when person.%2$s is not null and %4$s then null
        when person.%2$s is not null then '%5$s ' || given.number || ' exists with other values'
        %6$s
        else 'another %5$s has one of the values' end
      from incoming_person as given
        left join incoming_person as twin on twin.number = given.number and twin.is_written
        left join %1$s as person on person.%2$s = given.number
        %7$s
      where not given.is_written order by given.line
      """;

  private final Connection connection;
  private final PersonKind kind;
  private final List<PersonField> fields;

  /// A line of the file.
  public sealed interface Line {
    long number();

    /// @param number the line's number in the file
    record Valid(long number, NewPerson person) implements Line {}

    record Invalid(long number, String fault) implements Line {}
  }

  /// A line that adds nobody.
  public record Refused(long line, String reason) {}

  /// @param unchanged lines of people who were there with the same values
  public record Result(long added, long unchanged, long refused) {}

  /// @param connection used by this object alone until [#run] returns; auto-commit is turned off
  public PeopleImport(Connection connection, PersonKind kind) {
    this.connection = connection;
    this.kind = kind;
    this.fields = kind.fields();
  }

  /// Adds the people.
  ///
  /// @param lines in the order of the file; all of the kind
  /// @param refusals receives the refused lines in their order, before the commit
  /// @throws SQLException if the database fails; nobody is added then, nor if `lines` or
  ///     `refusals` throws
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
      execute(sql(INSERT));
      var added = added();
      var result = report(added, refusals);
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException failure) {
      rollback(failure);
      throw failure;
    }
  }

  private String sql(String template) {
    var same =
        "(%s) is not distinct from (%s)"
            .formatted(
                each(field -> "given." + field.column(kind), ", "),
                each(field -> alias(template) + "." + field.column(kind), ", "));
    return template.formatted(
        kind.table(),
        kind.key(),
        People.columns(kind, fields),
        same,
        kind.word(),
        unique(
            field ->
                "when %1$s.%2$s is not null then 'the %3$s belongs to %4$s ' || %1$s.%2$s"
                    .formatted(holder(field), kind.key(), field.word(), kind.word())),
        unique(
            field ->
                "left join %s as %s on %s"
                    .formatted(
                        kind.table(),
                        holder(field),
                        People.equal(
                            holder(field) + "." + field.column(kind),
                            "given." + field.column(kind),
                            field))));
  }

  private static String alias(String template) {
    return template.equals(INSERT) ? "written" : "person";
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
      case Line.Valid(_, var person) -> {
        rows.append("\t\\N\t").append(person.number()).append('\t').append(person.isActive());
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

  private Result report(long added, Consumer<Refused> refusals) throws SQLException {
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
      return new Result(added, unchanged, refused);
    }
  }

  private long added() throws SQLException {
    try (var select = connection.createStatement();
        var row = select.executeQuery(COUNT)) {
      row.next();
      return row.getLong(1);
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
