package farestream.tlc;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Parses the TLC's codes, and the words and abbreviations that files before 2015 have instead. A
/// code that isn't in the TLC's data dictionary, as in some older files, becomes the dictionary's
/// code for unknown, because the trip was driven and paid all the same.
final class TlcCodes {
  private static final long UNKNOWN_RATE = 99;
  private static final List<Long> RATES = List.of(1L, 2L, 3L, 4L, 5L, 6L);
  private static final long UNKNOWN_PAYMENT = 5;
  private static final List<Long> PAYMENTS = List.of(1L, 2L, 3L, 4L, 5L, 6L);

  /// The first two letters of the words: `CSH`, `Cash`, `CAS`; `CRD`, `Credit`; `No Charge`, `NOC`.
  private static final Map<String, Long> PAYMENT_WORDS =
      Map.ofEntries(
          Map.entry("cr", 1L),
          Map.entry("ca", 2L),
          Map.entry("cs", 2L),
          Map.entry("no", 3L),
          Map.entry("di", 4L),
          Map.entry("un", 5L),
          Map.entry("vo", 6L));

  private static final Map<String, Long> VENDOR_WORDS = Map.of("cmt", 1L, "vts", 2L);
  private static final Pattern FLAG = Pattern.compile("[A-Za-z0-9.]{1,10}");
  private static final int LONGEST_CODE = 10;

  private TlcCodes() {}

  static Optional<Long> rate(RecordFields fields) {
    return fields.code(TlcColumn.RATE_CODE).map(code -> RATES.contains(code) ? code : UNKNOWN_RATE);
  }

  /// Returns the payment type. It decides who has received the money, so an unreadable one is a
  /// fault. 0, a flex fare, counts as unknown.
  static Optional<Long> payment(RecordFields fields) {
    var text = fields.text(TlcColumn.PAYMENT);
    var code =
        text.flatMap(TlcCodes::word).isPresent()
            ? text.flatMap(TlcCodes::word)
                .flatMap(word -> Optional.ofNullable(PAYMENT_WORDS.get(word)))
            : text.filter(number -> number.length() <= LONGEST_CODE)
                .flatMap(fields::measure)
                .flatMap(TlcCodes::paymentCode);
    if (text.isPresent() && code.isEmpty()) {
      fields.fault(TlcColumn.PAYMENT, "is not a payment type", text.get());
    }
    return code;
  }

  private static Optional<Long> paymentCode(BigDecimal code) {
    return code.stripTrailingZeros().scale() > 0
        ? Optional.empty()
        : Optional.of(
            PAYMENTS.stream()
                .filter(known -> code.compareTo(BigDecimal.valueOf(known)) == 0)
                .findFirst()
                .orElse(UNKNOWN_PAYMENT));
  }

  /// Returns the first two letters of a word; absent if the text is a number.
  private static Optional<String> word(String text) {
    return text.length() >= 2 && Character.isLetter(text.charAt(0))
        ? Optional.of(text.substring(0, 2).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  /// Returns the vendor's code; absent if the vendor is blank or given by a name without a code.
  static Optional<Long> vendor(RecordFields fields) {
    var text = fields.text(TlcColumn.VENDOR);
    return text.flatMap(TlcCodes::word).isPresent()
        ? text.flatMap(name -> Optional.ofNullable(VENDOR_WORDS.get(name.toLowerCase(Locale.ROOT))))
        : fields.code(TlcColumn.VENDOR);
  }

  static Optional<String> storeAndForward(RecordFields fields) {
    var flag = fields.text(TlcColumn.STORE_AND_FORWARD);
    if (flag.filter(text -> !FLAG.matcher(text).matches()).isPresent()) {
      fields.notice(TlcColumn.STORE_AND_FORWARD, "is not a flag", flag.get());
      return Optional.empty();
    }
    return flag.map(text -> text.toUpperCase(Locale.ROOT));
  }
}
