package farestream.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.failure.Refusal;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedRecordsTest {
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  @TempDir private Path folder;

  @Test
  void a_header_with_invalid_bytes_is_refused_even_in_a_column_that_is_ignored()
      throws IOException {
    assertThat(refusal("\nname,Stra\u00dfe\nJane,x\n".getBytes(WINDOWS), Optional.empty()))
        .startsWith("line 2 has bytes that are invalid in UTF-8, or U+FFFD")
        .endsWith("name its encoding, such as --encoding windows-1252");
    assertThat(refusal("name,Stra\u00dfe\nJane,x\n".getBytes(WINDOWS), Optional.of(WINDOWS)))
        .isEmpty();
  }

  @Test
  void the_line_of_the_invalid_byte_is_reported_if_a_record_has_several() throws IOException {
    assertThat(
            refusal(
                "name,note\nJane,\"one\ntw\u00f6\nthree\"\n".getBytes(WINDOWS), Optional.empty()))
        .startsWith("line 3 has bytes that are invalid in UTF-8");
  }

  @Test
  void the_encoding_in_which_the_file_was_read_is_reported() throws IOException {
    var undefined = "name\nJan\u0081e\n".getBytes(ISO_8859_1);
    assertThat(refusal(undefined, Optional.of(WINDOWS)))
        .startsWith("line 2 has bytes that are invalid in windows-1252")
        .endsWith(
            "name the file's encoding with --encoding, or save it as CSV UTF-8 and leave --encoding out");
    assertThat(refusal("\uFEFFname\nJane\uFFFD\n".getBytes(UTF_16LE), Optional.empty()))
        .startsWith(
            "line 2 has bytes that are invalid in UTF-16LE, or U+FFFD in place of a character");
    assertThat(refusal("name\nJane\uFFFD\n".getBytes(UTF_8), Optional.empty()))
        .startsWith(
            "line 2 has bytes that are invalid in UTF-8, or U+FFFD in place of a character");
  }

  /// Returns why a file is refused, without its name; empty if all of its records are read.
  private String refusal(byte[] content, Optional<Charset> encoding) throws IOException {
    var path = Files.write(folder.resolve("file.csv"), content);
    var opened = CsvFile.open(InputFile.of(path), "name"::equals, encoding);
    assertThat(opened).isInstanceOf(CsvFile.Outcome.Opened.class);
    var file = ((CsvFile.Outcome.Opened) opened).file();
    return switch (NamedRecords.open(file, Map.of("name", "name"), List.of("name"))) {
      case NamedRecords.Outcome.Refused(var reason) -> reason;
      case NamedRecords.Outcome.Opened(var records) -> {
        try (records) {
          var record = records.next();
          while (record.isPresent()) {
            record = records.next();
          }
          yield "";
        } catch (Refusal refused) {
          yield String.valueOf(refused.getMessage())
              .replace("nothing was imported: %s: ".formatted(path), "");
        }
      }
    };
  }
}
