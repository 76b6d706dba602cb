package farestream.csv;

/// A file's own text in a message: not too long, and nothing in it that a terminal would obey.
public final class QuotedText {
  private static final int LONGEST = 60;

  private QuotedText() {}

  public static String of(String text) {
    var cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return cut.replaceAll("\\p{C}", "?");
  }
}
