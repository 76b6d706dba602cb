package farestream.cli;

/// A number with its noun: `1 ride`, `2 rides`.
final class Counted {
  private Counted() {}

  /// @param noun in the singular, of those that take an s
  static String of(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
