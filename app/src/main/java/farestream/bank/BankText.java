package farestream.bank;

import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Text in the only characters that every bank takes: the Latin letters, digits and signs of
/// SWIFT's set X, to which the European Payments Council restricts its schemes as well.
final class BankText {
  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9?:().,'+/-]{1,35}");
  private static final String SIGNS = "?:().,'+/-";
  private static final Pattern LETTER_OR_DIGIT = Pattern.compile("[A-Za-z0-9]");

  /// What has no accent to take off. The ampersand is the Council's own recommendation.
  private static final Map<Integer, String> SPELT =
      Map.ofEntries(
          spelt('ß', "ss"),
          spelt('ẞ', "SS"),
          spelt('æ', "ae"),
          spelt('Æ', "AE"),
          spelt('œ', "oe"),
          spelt('Œ', "OE"),
          spelt('ø', "o"),
          spelt('Ø', "O"),
          spelt('đ', "d"),
          spelt('Đ', "D"),
          spelt('ð', "d"),
          spelt('Ð', "D"),
          spelt('þ', "th"),
          spelt('Þ', "TH"),
          spelt('ł', "l"),
          spelt('Ł', "L"),
          spelt('ħ', "h"),
          spelt('Ħ', "H"),
          spelt('ı', "i"),
          spelt('‘', "'"),
          spelt('’', "'"),
          spelt('`', "'"),
          spelt('"', "'"),
          spelt('“', "'"),
          spelt('”', "'"),
          spelt('–', "-"),
          spelt('—', "-"),
          spelt('_', "-"),
          spelt('&', "+"));

  private BankText() {}

  /// Accents are taken off, some letters spelt in two, blanks become one each, and what is left
  /// of others a full stop.
  ///
  /// @param what to tell of it
  /// @throws NotPayable if nothing of it is left, or it is longer than that
  static String latin(String what, String text, int longest) {
    var bare = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
    var latin =
        bare.codePoints()
            .mapToObj(BankText::one)
            .collect(Collectors.joining())
            .replaceAll(" +", " ")
            .strip();
    if (!LETTER_OR_DIGIT.matcher(latin).find()) {
      throw new UnpayableBatch(
          what + " has no Latin letter or digit, which banks need: write it in Latin letters");
    }
    if (latin.length() > longest) {
      throw new UnpayableBatch(
          "%s has %d characters and may have %d: shorten it"
              .formatted(what, latin.length(), longest));
    }
    return latin;
  }

  /// References come back from the bank and must be found again, so nothing in them is changed.
  ///
  /// @throws NotPayable if a bank might change or refuse it
  static String reference(String what, String text) {
    if (!REFERENCE.matcher(text).matches()
        || text.startsWith("/")
        || text.endsWith("/")
        || text.contains("//")) {
      throw new UnpayableBatch(
          what
              + " must be 1 to 35 of the letters A to Z, digits and ?:().,'+-/ with a single slash"
              + " only in between");
    }
    return text;
  }

  private static String one(int character) {
    if (character < 128
        && (Character.isLetterOrDigit(character) || SIGNS.indexOf(character) >= 0)) {
      return Character.toString(character);
    }
    if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
      return " ";
    }
    return SPELT.getOrDefault(character, ".");
  }

  private static Map.Entry<Integer, String> spelt(char letter, String latin) {
    return Map.entry((int) letter, latin);
  }
}
