package farestream.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Optional;

/// A kind of file without separated values, recognized by its first bytes.
///
/// @param beginning the first bytes, each as one character
/// @param name with its article
/// @param advice what to do with such a file
record FileKind(String beginning, String name, String advice) {
  private static final String TO_CSV = "convert it to CSV first";
  private static final String AS_CSV = "open it there and save it as CSV UTF-8";

  private static final List<FileKind> ALL =
      List.of(
          new FileKind("PAR1", "a Parquet file", TO_CSV),
          new FileKind("ARROW1", "an Arrow (Feather) file", TO_CSV),
          new FileKind("FEA1", "a Feather file", TO_CSV),
          new FileKind("ORC", "an ORC file", TO_CSV),
          new FileKind("Obj\u0001", "an Avro file", TO_CSV),
          new FileKind("\u0089HDF", "an HDF5 file", TO_CSV),
          new FileKind("SQLite format 3\0", "an SQLite database", TO_CSV),
          new FileKind("PK\u0003\u0004", "a zip archive", "unzip it first"),
          new FileKind("PK\u0005\u0006", "an empty zip archive", "pass another file"),
          new FileKind("\u001f\u009d", "compressed by compress", "uncompress it first"),
          new FileKind("BZh", "compressed by bzip2", "bunzip2 it first"),
          new FileKind("\u00fd7zXZ\0", "compressed by xz", "unxz it first"),
          new FileKind("(\u00b5/\u00fd", "compressed by zstd", "unzstd it first"),
          new FileKind("\u0004\"M\u0018", "compressed by lz4", "unlz4 it first"),
          new FileKind("7z\u00bc\u00af", "a 7-Zip archive", "unpack it first"),
          new FileKind("Rar!", "a RAR archive", "unpack it first"),
          new FileKind("\u00d0\u00cf\u0011\u00e0", "an old Excel workbook", AS_CSV),
          new FileKind("%PDF", "a PDF document", "pass the CSV file it was made from"),
          new FileKind("{\\rtf", "an RTF document", "pass the CSV file it was made from"));

  /// Workbooks of Excel and LibreOffice, which are zip archives.
  private static final FileKind WORKBOOK =
      new FileKind("PK", "an Excel or LibreOffice workbook", AS_CSV);

  private static final FileKind TAR = new FileKind("", "a tar archive", "unpack it first");

  private static final int TAR_MAGIC_AT = 257;

  /// @param beginning some hundred bytes from the start of a file
  static Optional<FileKind> of(byte[] beginning) {
    var bytes = new String(beginning, ISO_8859_1);
    if (bytes.startsWith("PK\u0003\u0004")
        && (bytes.contains("[Content_Types].xml")
            || bytes.contains("xl/")
            || bytes.contains("application/vnd."))) {
      return Optional.of(WORKBOOK);
    }
    if (bytes.startsWith("ustar", TAR_MAGIC_AT)) {
      return Optional.of(TAR);
    }
    return ALL.stream().filter(kind -> bytes.startsWith(kind.beginning)).findFirst();
  }

  /// @param text the start of a file
  static Optional<FileKind> ofText(String text) {
    var start = text.stripLeading();
    if (start.startsWith("{") || start.startsWith("[")) {
      return Optional.of(new FileKind("", "JSON", TO_CSV));
    }
    if (start.startsWith("<")) {
      return Optional.of(new FileKind("", "HTML or XML", "download or export the CSV file itself"));
    }
    if (start.startsWith("version https://git-lfs")) {
      return Optional.of(
          new FileKind("", "a Git LFS pointer", "fetch the file itself with 'git lfs pull'"));
    }
    return Optional.empty();
  }

  String refusal() {
    return "it is %s: %s".formatted(name, advice);
  }
}
