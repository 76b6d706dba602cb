package farestream.tlc;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The TLC's codes, and the words and abbreviations that stood for them before 2015. A code that
/// its dictionary doesn't know, of which the older files have some, is what the dictionary calls
/// unknown: the trip was driven and paid for all the same.
final class TlcCodes {
  private static final long UNKNOWN_RATE = 99;
  private static final List<Long> RATES = List.of(1L, 2L, 3L, 4L, 5L, 6L);
  private static final long UNKNOWN_PAYMENT = 5;
  private static final List<Long> PAYMENTS = List.of(1L, 2L, 3L, 4L, 5L, 6L);

  /// How the words begin: `CSH`, `Cash`, `CAS`; `CRD`, `Credit`; `No Charge`, `NOC`.
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

  /// It decides who has the money, so that one that can't be read is a fault. 0, a flex fare, is
  /// one of the unknown.
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
      fields.fault(TlcColumn.PAYMENT, "is no way to pay", text.get());
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

  /// The first two letters of what isn't a number.
  private static Optional<String> word(String text) {
    return text.length() >= 2 && Character.isLetter(text.charAt(0))
        ? Optional.of(text.substring(0, 2).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  /// A vendor's name that has no code is left out.
  static Optional<Long> vendor(RecordFields fields) {
    var text = fields.text(TlcColumn.VENDOR);
    return text.flatMap(TlcCodes::word).isPresent()
        ? text.flatMap(name -> Optional.ofNullable(VENDOR_WORDS.get(name.toLowerCase(Locale.ROOT))))
        : fields.code(TlcColumn.VENDOR);
  }

  static Optional<String> storeAndForward(RecordFields fields) {
    var flag = fields.text(TlcColumn.STORE_AND_FORWARD);
    if (flag.filter(text -> !FLAG.matcher(text).matches()).isPresent()) {
      fields.notice(TlcColumn.STORE_AND_FORWARD, "is no flag", flag.get());
      return Optional.empty();
    }
    return flag.map(text -> text.toUpperCase(Locale.ROOT));
  }
}
