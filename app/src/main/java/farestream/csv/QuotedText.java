package farestream.csv;

/// Makes text of a file safe for messages: truncated, and without control characters.
public final class QuotedText {
  private static final int LONGEST = 60;

  private QuotedText() {}

  public static String of(String text) {
    var cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return cut.replaceAll("\\p{C}", "?");
  }
}
