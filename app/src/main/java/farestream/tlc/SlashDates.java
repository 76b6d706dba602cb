package farestream.tlc;

import farestream.csv.QuotedText;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Notices ambiguous pick-up dates with slashes. They are read with the month first. A file gets a
/// notice if its first numbers differ and no second number is above 12, because then no date proves
/// that order.
final class SlashDates {
  private static final Pattern DATE = Pattern.compile("(\\d{1,2})/(\\d{1,2})/\\d{2}.*");
  private static final int MONTHS = 12;

  private final Set<Integer> firsts = new HashSet<>();
  private boolean isMonthFirst;
  private long number;
  private long line;
  private String text = "";

  void note(long lineNumber, String time) {
    // A shortcut: most files have no such dates, and in the others one soon proves the order.
    if (isMonthFirst || time.indexOf('/') < 0) {
      return;
    }
    var date = DATE.matcher(time);
    if (date.matches()) {
      firsts.add(Integer.valueOf(date.group(1)));
      isMonthFirst = Integer.parseInt(date.group(2)) > MONTHS;
      if (number++ == 0) {
        line = lineNumber;
        text = time;
      }
    }
  }

  Optional<FileFindings.Cause> notice() {
    if (isMonthFirst || firsts.size() < 2) {
      return Optional.empty();
    }
    var what = "is read with the month first, but no date in the file proves that order";
    return Optional.of(
        new FileFindings.Cause(
            TlcColumn.PICKUP_TIME.published() + " " + what,
            number,
            line,
            "%s '%s' %s".formatted(TlcColumn.PICKUP_TIME.published(), QuotedText.of(text), what)));
  }
}
