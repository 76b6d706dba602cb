package farestream.cli.console;

/// Formats a number with its noun: `1 ride`, `2 rides`.
public final class Plural {
  private Plural() {}

  /// @param noun in the singular; its plural must end in -s
  public static String of(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
