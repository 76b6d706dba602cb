package farestream.cli.people;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.TestInstance;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("integration")
class PeopleCommandsTest {
  private static final AtomicLong NEXT = new AtomicLong(30_000_000);

  @TempDir private Path folder;
  private final TestInstance instance = TestInstance.running();
  private final String number = "" + NEXT.addAndGet(10_000);

  @ParameterizedTest
  @ValueSource(strings = {"rider", "driver"})
  void a_person_is_added_changed_and_shown_with_the_history(String kind) {
    var added = add(kind, number, "--mobile", "+1 (212) 555-0100");
    assertThat(added.err()).isEmpty();
    assertThat(added.out()).isEqualTo("%s %s: added%n".formatted(kind, number));

    var changed = instance.run(kind, "update", number, "--name", "Ann", "--remove", "mobile");
    assertThat(changed.out()).isEqualTo("%s %s: changed%n".formatted(kind, number));
    assertThat(instance.run(kind, "update", number, "--name", "Ann").out())
        .isEqualTo("%s %s: unchanged%n".formatted(kind, number));
    instance.run(kind, "update", number, "--payment-type", "2");

    assertThat(instance.run(kind, "show", number).out())
        .contains(kind + ":", "name:         Ann", "active:       yes", "added:        20")
        .containsPattern("added .*farestream")
        .containsPattern("changed +\\| mobile +\\| \\+12125550100 +\\| +\\| farestream")
        .containsPattern("changed +\\| name +\\| Jane +\\| Ann +\\| farestream")
        .containsPattern("changed +\\| payment type +\\| +[17] \\| +2 ");
    assertThat(instance.run(kind, "show", number, "--json").out())
        .contains("\"" + kind + "\" : " + number, "\"isActive\" : true", "\"changes\" : [")
        .contains("\"field\" : \"mobile\"", "\"oldValue\" : \"+12125550100\"")
        .contains("\"field\" : \"paymentType\"");
  }

  @Test
  void a_driver_has_a_vehicle_and_a_licence_and_a_rider_has_none() {
    add("driver", number, "--vehicle", "abc " + number, "--licence", "l-" + number);
    assertThat(instance.run("driver", "list", "--find", "L-" + number, "--csv").out())
        .contains("driver,name,email,mobile,vehicle,licence,paymentType,isActive,createdAt")
        .contains(",ABC %1$s,L-%1$s,7,yes,2".formatted(number));
    var refused = add("rider", number, "--vehicle", "ABC");
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("--vehicle");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rider add 1 --name x | the e-mail address is missing",
        "rider add 1 --name x --email jane | the e-mail address must be of the form a@example.com",
        "rider add 1 --name x --email j\u0430ne@example.com | the e-mail address must be",
        "driver add 1 --name x --email a@b.co --mobile 5550100 | the mobile number must be",
        "driver add 1 --name x --email a@b.co --licence ab | the licence number must have",
        "rider add 0 --name x --email a@b.co | NUMBER 0 is not above 0",
        "rider update 1 | nothing to change",
        "rider update 1 --mobile +4412345 --remove mobile | --remove mobile and --mobile can't be",
        "driver update 1 --vehicle A --remove licence,vehicle | --remove vehicle and --vehicle can't",
        "rider import x --encoding nonsense | --encoding 'nonsense' is not a character encoding",
        "rider import x --encoding utf/8 | --encoding 'utf/8' is not a character encoding such as",
        "rider add 1 --name \u3164 --email a@b.co | --name is blank",
        "rider update 1 --remove vehicle | --remove 'vehicle' is not one of mobile",
        "driver update 1 --remove email | --remove 'email' is not one of licence, mobile, vehicle",
        "rider list --limit 0 | --limit must be above 0"
      })
  void what_is_invalid_is_wrong_usage(String line, String message) {
    var wrong = instance.run(line.split(" ", -1));
    assertThat(wrong.status()).as(wrong.err()).isEqualTo(2);
    assertThat(wrong.err()).startsWith("farestream: " + message).hasLineCount(1);
    assertThat(wrong.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rider", "driver"})
  void what_is_anothers_is_refused_without_repeating_it(String kind) {
    add(kind, number);
    var again = add(kind, number);
    assertThat(again.status()).isEqualTo(3);
    assertThat(again.err())
        .isEqualTo(
            "farestream: %1$s %2$s exists already: see ./farestream %1$s show %2$s%n"
                .formatted(kind, number));
    var other = "" + (Long.parseLong(number) + 1);
    var taken =
        instance.run(kind, "add", other, "--name", "Joe", "--email", "P" + number + "@EXAMPLE.com");
    assertThat(taken.status()).isEqualTo(3);
    assertThat(taken.err())
        .isEqualTo(
            "farestream: %1$s %3$s was not saved: the e-mail address belongs to %1$s %2$s%n"
                .formatted(kind, number, other));
    for (var command : List.of("show", "deactivate")) {
      var unknown = instance.run(kind, command, other);
      assertThat(unknown.status()).isEqualTo(3);
      assertThat(unknown.err()).contains("there is no %s %s".formatted(kind, other));
    }
  }

  @Test
  void a_list_is_paged_and_says_so() {
    var first = Long.parseLong(number);
    LongStream.range(first, first + 3).forEach(id -> add("rider", "" + id));
    var page = instance.run("rider", "list", "--after", "" + (first - 1), "--limit", "2").out();
    assertThat(page)
        .contains(" %d | Jane".formatted(first), " %d | Jane".formatted(first + 1))
        .endsWith(
            "(the first 2; --limit N shows more, --after %d the next page)\n".formatted(first + 1));
    assertThat(instance.run("rider", "list", "--find", "nobody has this").out())
        .isEqualTo("no riders\n");
    assertThat(instance.run("rider", "list", "--find", "nobody has this", "--json").out())
        .isEqualTo("[ ]\n");
  }

  @Test
  void a_name_does_nothing_to_a_spreadsheet() {
    instance.update(
        "insert into riders (rider_id, rider_name) values (%s, '=1+1')".formatted(number));
    assertThat(instance.run("rider", "list", "--after", before(), "--limit", "1", "--csv").out())
        .contains(",'=1+1,");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 11, 2_000})
  void a_file_is_imported_and_what_is_exported_can_be_imported_again(int count) throws IOException {
    var first = Long.parseLong(number);
    var file =
        file(
            LongStream.range(first, first + count)
                .mapToObj("%1$d,Rider %1$d,p%1$d@example.com,+1212%1$d"::formatted)
                .collect(
                    Collectors.joining("\n", "rider_id,rider_name,rider_email,Mobile\n", "\n")));
    var imported = instance.run("rider", "import", file);
    assertThat(imported.status()).as(imported.err()).isZero();
    assertThat(imported.out())
        .isEqualTo(
            "%d rider%s added, 0 unchanged, 0 refused%n".formatted(count, count == 1 ? "" : "s"));

    var exported =
        instance.run("rider", "list", "--after", before(), "--limit", "" + count, "--csv").out();
    assertThat(exported).contains(",'+1212" + number);
    assertThat(instance.run("rider", "import", file(exported), "--json").out())
        .contains("\"added\" : 0", "\"unchanged\" : " + count, "\"refused\" : 0");
  }

  @Test
  void refused_records_are_in_a_file_with_their_reasons_and_can_be_corrected() throws IOException {
    var other = Long.parseLong(number) + 1;
    var file =
        file(
            """
            sep=;
            name;number;note;email;licence
            Jane;%1$s;"a; b";p%1$s@example.com;L-%1$s

            ;;;;
            "Joe
            Doe";%2$d;;joe;
            Joe;abc;;joe@example.com;
            Joe;%2$d;x;P%1$s@example.com;
            Joe;%2$d
            """
                .formatted(number, other));
    var refused = folder.resolve("refused.csv");
    var imported = instance.run("driver", "import", file, "--refused", refused.toString());
    assertThat(imported.status()).isEqualTo(3);
    assertThat(imported.out())
        .startsWith(
            """
            1 driver added, 0 unchanged, 4 refused
            line 6: the name must be one line of 1 to 200 characters, among them a letter or digit, without control or invisible characters
            line 8: the number must be a whole number in digits only, 1 to 999999999999999999
            line 9: the e-mail address belongs to driver %s
            line 10: it has 2 values but the header has 5 columns
            (all refused records are in\s"""
                .formatted(number));
    var written = Files.readString(refused);
    assertThat(written)
        .startsWith("refused;name;number;note;email;licence\n\"line 6: the name must")
        .contains(";\"Joe\nDoe\";%d;;joe;\n".formatted(other))
        .contains(
            "\"line 9: the e-mail address belongs to driver %1$s\";Joe;%2$d;x;P%1$s@"
                .formatted(number, other));

    var corrected = written.replace("P%s@".formatted(number), "q%s@".formatted(number));
    var again = instance.run("driver", "import", file(corrected));
    assertThat(again.out())
        .startsWith("1 driver added, 0 unchanged, 3 refused")
        .endsWith("(--refused FILE writes all refused records to a file)\n");
  }

  @ParameterizedTest
  @CsvSource({"windows-1252, --encoding", "UTF-16LE, ''"})
  void a_file_is_read_as_spreadsheets_write_it(String charset, String option) throws IOException {
    var text =
        "number\temail\tname\tpayment_type\n%1$s.0\tp%1$s@example.com\tJosé\t2\n".formatted(number);
    var path = folder.resolve("people.txt");
    Files.write(
        path, (option.isEmpty() ? "\uFEFF" + text : text).getBytes(Charset.forName(charset)));
    var imported =
        option.isEmpty()
            ? instance.run("rider", "import", path.toString())
            : instance.run("rider", "import", path.toString(), option, charset);
    assertThat(imported.status()).as(imported.out() + imported.err()).isZero();
    assertThat(
            instance.rows("select rider_name || payment_id from riders where rider_id = " + number))
        .containsExactly("José2");
    if (!option.isEmpty()) {
      var refused = folder.resolve("refused.csv");
      var misread =
          instance.run("rider", "import", path.toString(), "--refused", refused.toString());
      assertThat(misread.status()).isEqualTo(3);
      assertThat(misread.err())
          .contains(
              "nothing was imported: " + path + ": line 2 has bytes that are invalid in UTF-8, or")
          .contains("--encoding windows-1252")
          .hasLineCount(1);
      assertThat(refused).doesNotExist();
    }
  }

  @Test
  void a_file_that_is_none_of_people_changes_nothing() throws IOException {
    var path = file("number,name\n1,Jane\n");
    var missing = instance.run("rider", "import", path);
    assertThat(missing.status()).isEqualTo(3);
    assertThat(missing.err())
        .contains(
            "nothing was imported: %s: the header must be number,name,email; missing: email"
                .formatted(path))
        .hasLineCount(1);
    var twice =
        instance.run("rider", "import", file("number,rider_id,name,email\n1,1,Jane,a@b.co\n"));
    assertThat(twice.err()).contains("the header has the column number twice");
    var same = file("number,name,email\n");
    assertThat(instance.run("rider", "import", same, "--refused", same).status()).isEqualTo(2);
  }

  @Test
  void an_inactive_person_stays_inactive_where_a_file_says_so() throws IOException {
    var file =
        file("number,name,email,isActive\n%1$s,Jane,p%1$s@example.com,false\n".formatted(number));
    assertThat(instance.run("driver", "import", file).status()).isZero();
    assertThat(instance.run("driver", "show", number).out()).contains("active:       no");
  }

  @ParameterizedTest
  @ValueSource(strings = {"inactive", "off", "FALSCH", "0.0"})
  void a_record_that_says_neither_yes_nor_no_is_refused(String active) throws IOException {
    var file =
        file(
            "number,name,email,active\n%1$s,Jane,p%1$s@example.com,%2$s\n"
                .formatted(number, active));
    var refused = instance.run("rider", "import", file);
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.out()).contains("line 2: active must be yes or no");
    assertThat(instance.run("rider", "show", number).status()).isEqualTo(3);
  }

  @Test
  void a_file_changes_people_only_if_that_is_asked_for() throws IOException {
    add("driver", number, "--mobile", "+4412345", "--vehicle", "U" + number);
    instance.run("driver", "update", number, "--payment-type", "2");
    var file =
        file(
            "number,name,email,vehicle,active,payment_type\n%1$s,Ann,p%1$s@example.com,,no,\n"
                .formatted(number));
    var refused = instance.run("driver", "import", file, "--json");
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.out())
        .contains("\"updated\" : 0", "\"refused\" : 1", "\"line\" : 2")
        .contains(
            "\"driver %s exists with other values: --update changes them\"".formatted(number));
    assertThat(instance.run("driver", "import", file, "--update").out())
        .isEqualTo("0 drivers added, 1 changed, 0 unchanged, 0 refused\n");
    assertThat(instance.run("driver", "list", "--after", before(), "--limit", "1", "--csv").out())
        .contains("%1$s,Ann,p%1$s@example.com,'+4412345,,,2,no,".formatted(number));
    assertThat(instance.run("driver", "import", file, "--update").out())
        .isEqualTo("0 drivers added, 0 changed, 1 unchanged, 0 refused\n");
  }

  @Test
  void a_missing_column_is_not_compared() throws IOException {
    add("rider", number, "--payment-type", "2", "--mobile", "+4412345");
    var same = "number,name,email\n%1$s,Jane,p%1$s@example.com\n".formatted(number);
    assertThat(instance.run("rider", "import", file(same)).out())
        .isEqualTo("0 riders added, 1 unchanged, 0 refused\n");
  }

  @Test
  void the_first_refused_records_are_in_the_json() throws IOException {
    var lines =
        LongStream.range(0, 7).mapToObj(_ -> ",Jane,a@b.co").collect(Collectors.joining("\n"));
    var refused = instance.run("rider", "import", file("number,name,email\n" + lines), "--json");
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.out())
        .contains(
            "\"refused\" : 7", "\"firstRefused\" : [", "\"reason\" : \"the number is missing\"")
        .contains("\"line\" : 6")
        .doesNotContain("\"line\" : 7");
  }

  @Test
  void what_was_imported_is_reported_even_if_the_refused_records_cannot_be_written()
      throws Exception {
    var file = file("number,name,email\n%1$s,Jane,p%1$s@example.com\n,,x\n".formatted(number));
    var refused = folder.resolve("refused.csv");
    CompletableFuture<TestInstance.Result> imported;
    try (var other = instance.config().ledger().getConnection();
        var statement = other.createStatement()) {
      statement.execute("select pg_advisory_lock(hashtext('import of people'))");
      imported =
          CompletableFuture.supplyAsync(
              () -> instance.run("rider", "import", file, "--refused", refused.toString()));
      instance.await(
          "select count(*) from pg_locks where locktype = 'advisory' and not granted", "1");
      Files.createDirectories(refused.resolve("in the way"));
    }
    var result = imported.get(1, TimeUnit.MINUTES);
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).startsWith("1 rider added, 0 unchanged, 1 refused\nline 3: ");
    assertThat(result.err())
        .contains("the people were imported as reported, but the refused records were not written")
        .endsWith("run the same command again\n");
    assertThat(instance.run("rider", "show", number).status()).isZero();
  }

  private String before() {
    return "" + (Long.parseLong(number) - 1);
  }

  private TestInstance.Result add(String kind, String id, String... more) {
    var arguments =
        new java.util.ArrayList<>(
            List.of(kind, "add", id, "--name", "Jane", "--email", "p%s@example.com".formatted(id)));
    arguments.addAll(List.of(more));
    return instance.run(arguments.toArray(String[]::new));
  }

  private String file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "people", ".csv"), text, UTF_8)
        .toString();
  }
}
