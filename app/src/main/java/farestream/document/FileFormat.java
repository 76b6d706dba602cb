package farestream.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import farestream.statement.Statement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The file formats of a statement.
public enum FileFormat {
  PDF {
    @Override
    void write(Statement statement, OutputStream out) throws IOException {
      // Written to memory first, because the library hides the cause of a write error.
      var page = new ByteArrayOutputStream();
      StatementPdf.write(statement, page);
      page.writeTo(out);
    }
  },
  CSV {
    @Override
    void write(Statement statement, OutputStream out) throws IOException {
      var text = new OutputStreamWriter(out, UTF_8);
      new StatementCsv(text).write(statement);
      text.flush();
    }
  };

  private static final long DRIVERS_A_FOLDER = 1_000;

  abstract void write(Statement statement, OutputStream out) throws IOException;

  /// @throws IOException if writing fails; then an existing file is unchanged
  public void writeTo(Path path, Statement statement) throws IOException {
    try (var file = AtomicFile.create(path)) {
      write(statement, file.out());
      file.finish();
    }
  }

  /// Writes the statement to a subfolder, one for every thousand driver ids. The path depends
  /// only on the cycle and the driver, and no folder gets too many files.
  public void writeBelow(Path folder, Statement statement) throws IOException {
    var first = Math.floorDiv(statement.driverId(), DRIVERS_A_FOLDER) * DRIVERS_A_FOLDER;
    var folderOfSome =
        folder
            .resolve("cycle-" + statement.cycle())
            .resolve("drivers-%d-%d".formatted(first, first + DRIVERS_A_FOLDER - 1));
    Files.createDirectories(folderOfSome);
    var name =
        "statement-cycle-%d-driver-%d.%s"
            .formatted(statement.cycle(), statement.driverId(), name().toLowerCase(Locale.ROOT));
    writeTo(folderOfSome.resolve(name), statement);
  }
}
