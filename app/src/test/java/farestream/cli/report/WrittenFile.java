package farestream.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;

/// A command's output file, read by independent libraries.
final class WrittenFile {
  private WrittenFile() {}

  static List<CSVRecord> csv(Path file) throws IOException {
    try (var rows =
        CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .get()
            .parse(Files.newBufferedReader(file, UTF_8))) {
      return rows.getRecords();
    }
  }

  static String pdf(Path file) throws IOException {
    try (var document = Loader.loadPDF(file.toFile())) {
      var stripper = new PDFTextStripper();
      stripper.setSortByPosition(true);
      return stripper.getText(document);
    }
  }
}
