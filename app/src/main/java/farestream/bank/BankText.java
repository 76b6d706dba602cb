package farestream.bank;

import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Converts text to the characters that every bank accepts: the Latin letters, digits and signs
/// of SWIFT's character set X, to which the European Payments Council restricts its schemes as
/// well.
final class BankText {
  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9?:().,'+/-]{1,35}");
  private static final String SIGNS = "?:().,'+/-";
  private static final Pattern LETTER_OR_DIGIT = Pattern.compile("[A-Za-z0-9]");

  /// Replacements for characters that don't decompose into a letter and an accent. The European
  /// Payments Council recommends the one for the ampersand.
  private static final Map<Integer, String> REPLACEMENTS =
      Map.ofEntries(
          replacement('ß', "ss"),
          replacement('ẞ', "SS"),
          replacement('æ', "ae"),
          replacement('Æ', "AE"),
          replacement('œ', "oe"),
          replacement('Œ', "OE"),
          replacement('ø', "o"),
          replacement('Ø', "O"),
          replacement('đ', "d"),
          replacement('Đ', "D"),
          replacement('ð', "d"),
          replacement('Ð', "D"),
          replacement('þ', "th"),
          replacement('Þ', "TH"),
          replacement('ł', "l"),
          replacement('Ł', "L"),
          replacement('ħ', "h"),
          replacement('Ħ', "H"),
          replacement('ı', "i"),
          replacement('‘', "'"),
          replacement('’', "'"),
          replacement('`', "'"),
          replacement('"', "'"),
          replacement('“', "'"),
          replacement('”', "'"),
          replacement('–', "-"),
          replacement('—', "-"),
          replacement('_', "-"),
          replacement('&', "+"));

  private BankText() {}

  /// Converts text: removes accents, spells some letters as two, collapses blanks, and replaces
  /// every other character by a full stop.
  ///
  /// @param what names the text in messages
  /// @throws InvalidTransferData if no letter or digit remains, or the result is longer than
  ///     `longest` characters
  static String latin(String what, String text, int longest) {
    var unaccented = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
    var latin =
        unaccented
            .codePoints()
            .mapToObj(BankText::convert)
            .collect(Collectors.joining())
            .replaceAll(" +", " ")
            .strip();
    if (!LETTER_OR_DIGIT.matcher(latin).find()) {
      throw new InvalidTransferData(
          what + " has no Latin letter or digit, which banks require; write it in Latin letters");
    }
    if (latin.length() > longest) {
      throw new InvalidTransferData(
          "%s has %d characters but may have %d at most; shorten it"
              .formatted(what, latin.length(), longest));
    }
    return latin;
  }

  /// Validates a reference. It is never changed, because the bank's answers must contain it
  /// unchanged.
  ///
  /// @throws InvalidTransferData if a bank might change or reject it
  static String reference(String what, String text) {
    if (!REFERENCE.matcher(text).matches()
        || text.startsWith("/")
        || text.endsWith("/")
        || text.contains("//")) {
      throw new InvalidTransferData(
          what
              + " must have 1 to 35 characters out of the letters A to Z, digits and ?:().,'+-/, with"
              + " single slashes only in between");
    }
    return text;
  }

  private static String convert(int character) {
    if (character < 128
        && (Character.isLetterOrDigit(character) || SIGNS.indexOf(character) >= 0)) {
      return Character.toString(character);
    }
    if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
      return " ";
    }
    return REPLACEMENTS.getOrDefault(character, ".");
  }

  private static Map.Entry<Integer, String> replacement(char letter, String latin) {
    return Map.entry((int) letter, latin);
  }
}
