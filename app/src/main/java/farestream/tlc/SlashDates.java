package farestream.tlc;

import farestream.csv.QuotedText;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A file's pick-up dates with slashes. They are read month first; where no second number is above
/// 12, and the first ones aren't all the same, nothing shows that it is so.
final class SlashDates {
  private static final Pattern DATE = Pattern.compile("(\\d{1,2})/(\\d{1,2})/\\d{2}.*");
  private static final int MONTHS = 12;

  private final Set<Integer> firsts = new HashSet<>();
  private boolean isMonthFirst;
  private long number;
  private long line;
  private String text = "";

  void note(long at, String time) {
    // Most files write no such dates, and those that do soon show it.
    if (isMonthFirst || time.indexOf('/') < 0) {
      return;
    }
    var date = DATE.matcher(time);
    if (date.matches()) {
      firsts.add(Integer.valueOf(date.group(1)));
      isMonthFirst = Integer.parseInt(date.group(2)) > MONTHS;
      if (number++ == 0) {
        line = at;
        text = time;
      }
    }
  }

  Optional<FileFindings.Cause> notice() {
    if (isMonthFirst || firsts.size() < 2) {
      return Optional.empty();
    }
    var what = "is read month first; no date in the file shows that it is so";
    return Optional.of(
        new FileFindings.Cause(
            TlcColumn.PICKUP_TIME.published() + " " + what,
            number,
            line,
            "%s '%s' %s".formatted(TlcColumn.PICKUP_TIME.published(), QuotedText.of(text), what)));
  }
}
