package farestream.cli.tripfile;

import farestream.cli.console.Plural;
import farestream.tlc.FileFindings;
import java.io.PrintWriter;
import java.util.Locale;

/// Prints what was found in a file of trip records: each cause once, with the number of records.
public final class FindingsText {
  private FindingsText() {}

  public static void print(FileFindings findings, PrintWriter out) {
    var file = findings.file();
    out.printf("%s: %s%n", file.name(), Plural.of(findings.records(), "record"));
    if (!file.missing().isEmpty()) {
      out.println(
          "columns missing from this file, read as blank: " + String.join(", ", file.missing()));
    }
    findings.notices().forEach(cause -> print(cause, ":", out));
    findings.refusals().forEach(cause -> print(cause, " refused:", out));
    if (findings.refused() > 0) {
      out.println(Plural.of(findings.refused(), "record") + " refused");
    }
    if (findings.remainders() > 0) {
      out.printf(
          Locale.ROOT,
          "parts don't add up to the total: %s, %s in all (recorded as other_amount); see ./farestream"
              + " fare check%n",
          Plural.of(findings.remainders(), "record"),
          findings.parts().remainder().toPlainString());
    }
  }

  private static void print(FileFindings.Cause cause, String what, PrintWriter out) {
    var more = cause.records() - 1;
    out.printf(
        Locale.ROOT,
        "line %d%s%s %s%n",
        cause.line(),
        more == 0 ? "" : String.format(Locale.ROOT, " and %,d more", more),
        what,
        cause.example());
  }
}
