package farestream.cli.payment;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.TestInstance;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("integration")
class BankAccountCommandsTest {
  private static final Path FILES =
      Path.of(
          System.getProperty("farestream.home"),
          "app",
          "src",
          "test",
          "resources",
          "farestream",
          "files");

  private static final String HEADER = "driver_id,holder,iban,routing_number,account_number,bic\n";
  private static final String IBAN = "DE89370400440532013000";

  @TempDir private Path folder;
  private final TestInstance instance = TestInstance.running();
  private final String driver = "" + instance.newDriver();

  @Test
  void an_account_is_set_and_shown_masked() {
    var set =
        instance.run(
            "bank-account", "set", "--driver-id", driver, "--iban", "de89 3704 0044 0532 0130 00");
    assertThat(set.err()).isEmpty();
    assertThat(set.out()).isEqualTo("driver %s: DE****3000\n".formatted(driver));
    assertThat(instance.run("bank-account", "show", "--driver-id", driver).out())
        .contains("holder:  driver" + driver, "account: DE****3000")
        .doesNotContain(IBAN);
    assertThat(instance.run("bank-account", "show", "--driver-id", driver, "--json").out())
        .contains("\"account\" : \"DE****3000\"")
        .doesNotContain(IBAN);
    assertThat(accounts()).containsExactly("driver%s %s".formatted(driver, IBAN));
  }

  @Test
  void an_account_number_is_read_from_standard_input_and_stays_out_of_the_shells_history() {
    var asked =
        instance.answering(
            "12345678\n",
            "bank-account",
            "set",
            "--driver-id",
            driver,
            "--routing-number",
            "021000021",
            "--account-number",
            "-",
            "--holder",
            "Jane Doe",
            "--bic",
            "chasus33");
    assertThat(asked.out()).isEqualTo("driver %s: 021000021 ****5678\n".formatted(driver));
    assertThat(
            instance.rows(
                "select concat_ws(' ', holder, routing_number, account_number, bic)"
                    + " from bank_account where driver_id = "
                    + driver))
        .containsExactly("Jane Doe 021000021 12345678 CHASUS33");
  }

  @Test
  void an_unchanged_account_is_not_added_and_previous_ones_are_kept() {
    for (var iban : List.of(IBAN, IBAN, "GB29NWBK60161331926819", IBAN)) {
      instance.run("bank-account", "set", "--driver-id", driver, "--iban", iban);
    }
    assertThat(accounts()).hasSize(3);
    assertThat(instance.run("bank-account", "set", "--driver-id", driver, "--iban", IBAN).out())
        .contains(", unchanged");
  }

  @Test
  void an_invalid_account_is_refused_without_printing_its_number() {
    for (var wrong :
        List.of(
            List.of("--iban", "DE88370400440532013000"),
            List.of("--iban", ""),
            List.of("--routing-number", "021000022", "--account-number", "12345678"),
            List.of("--routing-number", "021000021", "--account-number", "1"),
            List.of("--routing-number", "021000021"),
            List.of("--iban", IBAN, "--account-number", "12345678"),
            List.of("--iban", IBAN, "--bic", "XX"),
            List.of("--iban", IBAN, "--holder", "出租车"),
            List.of("--bic", "CHASUS33"))) {
      var arguments = new ArrayList<>(List.of("bank-account", "set", "--driver-id", driver));
      arguments.addAll(wrong);
      var refused = instance.run(arguments.toArray(String[]::new));
      assertThat(refused.status()).as("%s: %s", wrong, refused.err()).isEqualTo(2);
      assertThat(refused.err()).hasLineCount(1).doesNotContain("370400440532013000");
    }
    assertThat(accounts()).isEmpty();
    var unknown = instance.run("bank-account", "set", "--driver-id", "77", "--iban", IBAN);
    assertThat(unknown.status()).isEqualTo(3);
    assertThat(unknown.err()).contains("there is no driver 77");
    assertThat(instance.run("bank-account", "show", "--driver-id", driver).status()).isEqualTo(3);
    assertThat(instance.run("bank-account", "show").status()).isEqualTo(2);
    assertThat(instance.run("bank-account", "set", "--own", "--iban", IBAN).err())
        .contains("--own requires --holder");
  }

  @Test
  void an_import_can_be_repeated_without_change() throws IOException {
    var drivers = LongStream.range(8_000_000, 8_001_500).boxed().toList();
    instance.update(
        """
        insert into drivers (driver_id, driver_name)
        select number, 'driver' || number from generate_series(8000000, 8001499) as number
        """);
    var lines =
        drivers.stream()
            .map(number -> "%d,,%s,,,".formatted(number, IBAN))
            .collect(Collectors.joining("\n"));
    var file = Files.writeString(folder.resolve("a.csv"), HEADER + lines + "\n");
    var imported = instance.colleague().run("bank-account", "import", file.toString());
    assertThat(imported.out()).isEqualTo("1500 bank accounts recorded, 0 unchanged\n");
    assertThat(
            instance.rows(
                "select count(*) from bank_account where actor = 'colleague' and driver_id >= "
                    + drivers.getFirst()))
        .containsExactly("1500");
    Files.writeString(
        file,
        HEADER + lines + "\n%s,\"Doe, Jane\",,021000021,12345678,CHASUS33XXX\n".formatted(driver));
    assertThat(instance.run("bank-account", "import", file.toString()).out())
        .isEqualTo("1 bank account recorded, 1500 unchanged\n");
    assertThat(instance.run("bank-account", "show", "--driver-id", driver).out())
        .contains("Doe, Jane", "021000021 ****5678");
  }

  @Test
  void a_file_with_invalid_lines_is_refused_whole_and_they_are_named() throws IOException {
    var file = folder.resolve("b.csv");
    Files.writeString(
        file,
        HEADER
            + "%s,,%s,,,\n".formatted(driver, IBAN)
            + "77,,%s,,,\n".formatted(IBAN)
            + "x,,%s,,,\n".formatted(IBAN)
            + "%s,,%s,,,\n".formatted(driver, IBAN)
            + "%s,,,,,\n".formatted(instance.newDriver())
            + "%s,,DE88370400440532013000,,,\n".formatted(instance.newDriver())
            + "%s,,%s,,,,too many\n".formatted(instance.newDriver(), IBAN));
    var refused = instance.run("bank-account", "import", file.toString());
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err().lines().filter(line -> line.startsWith("farestream: "))).hasSize(1);
    assertThat(refused.err())
        .contains(
            "nothing was imported: ",
            "line 3: there is no driver 77",
            "line 4: driver_id is not",
            "line 5: driver %s is also on an earlier line".formatted(driver),
            "line 8: it has 7 values but the header has 6 columns")
        .doesNotContain("370400440532013000");
    assertThat(accounts()).isEmpty();
    for (var broken : List.of("", "a,b\n1,2\n", HEADER + "1,\"unbalanced,,,,\n2,,,,,\n")) {
      Files.writeString(file, broken);
      var wrong = instance.run("bank-account", "import", file.toString());
      assertThat(wrong.status()).as(broken).isEqualTo(3);
      assertThat(wrong.err()).contains("farestream: nothing was imported: ");
    }
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    assertThat(instance.run("bank-account", "import", file.toString()).status()).isEqualTo(3);
    assertThat(instance.run("bank-account", "import", folder + "/none.csv").err())
        .contains("nothing was imported: ", "none.csv");
  }

  @Test
  void a_file_saved_by_excel_is_read_or_refused_with_the_right_reason() throws IOException {
    instance.update(
        """
        insert into drivers (driver_id, driver_name, vehicle_id)
        values (9000002, 'Zoe', 'RPL000002'), (9000047, 'Zoe', 'RPL000047'),
          (9000048, 'Ann', 'RPL000048')
        on conflict do nothing
        """);
    for (var name : List.of("30-accounts-excel-semicolon.csv", "33-accounts-crlf.csv")) {
      var imported = instance.run("bank-account", "import", FILES.resolve(name).toString());
      assertThat(imported.status()).as(name + imported.err()).isZero();
    }
    assertThat(
            instance.rows(
                "select iban || ' ' || bic from bank_account where driver_id in (9000002,"
                    + " 9000047)"))
        .containsExactly(
            "DE89370400440532013000 COBADEFFXXX", "DE89370400440532013000 COBADEFFXXX");
    var lost = FILES.resolve("32-accounts-lost-leading-zero.csv").toString();
    assertThat(instance.run("bank-account", "import", lost).err())
        .contains("line 2: routing number 21000021 has lost its leading zero")
        .contains("write 021000021");
    var file = folder.resolve("excel.csv");
    var text =
        """
        \uFEFFDriver ID;Holder;IBAN;Routing Number;Account Number;BIC;Note\r
        %s;Zo\u00eb;%s;;;;x\r
        """;
    Files.writeString(file, text.formatted(driver, IBAN));
    assertThat(instance.run("bank-account", "import", file.toString()).status()).isZero();
    assertThat(accounts()).singleElement().asString().startsWith("Zo\u00eb ");
    Files.write(
        file,
        text.replace("\uFEFF", "")
            .formatted(driver, IBAN)
            .getBytes(Charset.forName("windows-1252")));
    assertThat(instance.run("bank-account", "import", file.toString()).err())
        .contains(
            "excel.csv: line 2 has bytes that are invalid in UTF-8", "--encoding windows-1252");
    var named =
        instance.run("bank-account", "import", file.toString(), "--encoding", "windows-1252");
    assertThat(named.out()).as(named.err()).startsWith("0 bank accounts recorded, 1 unchanged");
  }

  @Test
  void blank_rows_and_decimals_of_excel_are_accepted() throws IOException {
    var other = instance.newDriver();
    var third = instance.newDriver();
    var file =
        Files.writeString(
            folder.resolve("rows.csv"),
            """
            driver_id;holder;iban;routing_number;account_number;bic
            %s.0;;%s;;;;
            ;;;;;
            %s;;%s;;;; ;;
             ; ;;;;;;
            %s.00;;%s;;;
            ;;;
            """
                .formatted(driver, IBAN, other, IBAN, third, IBAN));
    var imported = instance.run("bank-account", "import", file.toString());
    assertThat(imported.out())
        .as(imported.err())
        .isEqualTo("3 bank accounts recorded, 0 unchanged\n");
    assertThat(accounts()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s.5;;IBAN;;;",
        "%s.;;IBAN;;;",
        "%s;;IBAN;;;;x",
        "%s;;IBAN",
        ";;IBAN;;;",
        "0.0;;IBAN;;;"
      })
  void other_surplus_values_are_refused(String row) throws IOException {
    var file =
        Files.writeString(
            folder.resolve("rows.csv"),
            "driver_id;holder;iban;routing_number;account_number;bic\n"
                + row.replace("%s", driver).replace("IBAN", IBAN)
                + "\n");
    assertThat(instance.run("bank-account", "import", file.toString()).err()).contains("line 2: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DriverId,Holder,Iban,RoutingNumber,AccountNumber,Bic",
        "driverId,holder,iban,routingNumber,accountNumber,bic",
        "DRIVER ID,HOLDER,IBAN,ROUTING-NUMBER,ACCOUNT NUMBER,BIC",
        "driver.id,holder,iban,routing no.,routing_number,account__number,bic (swift),bic"
      })
  void headers_may_be_spelt_differently(String header) throws IOException {
    var values = header.contains("swift") ? "%s,,%s,,,,," : "%s,,%s,,,";
    var file =
        Files.writeString(
            folder.resolve("header.csv"), header + "\n" + values.formatted(driver, IBAN) + "\n");
    var imported = instance.run("bank-account", "import", file.toString());
    assertThat(imported.status()).as(imported.err()).isZero();
    assertThat(accounts()).hasSize(1);
  }

  private List<String> accounts() {
    return instance.rows(
        "select holder || ' ' || iban from bank_account where driver_id = %s order by id"
            .formatted(driver));
  }
}
