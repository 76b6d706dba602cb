package farestream.cli.console;

/// A number with its noun: `1 ride`, `2 rides`.
public final class Plural {
  private Plural() {}

  /// @param noun in the singular, of those that take an s
  public static String of(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
