package farestream.simulate;

/// A file's own text in a message: not too long, and nothing in it that a terminal would obey.
final class Shown {
  private static final int LONGEST = 60;

  private Shown() {}

  static String of(String text) {
    var cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return cut.replaceAll("\\p{C}", "?");
  }
}
