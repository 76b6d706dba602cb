package farestream.bank;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a reason code is about. `reasons.csv` has those codes of ISO 20022's external code sets
/// `ExternalStatusReason1Code` and `ExternalReturnReason1Code` that can answer a credit
/// transfer, and the return codes of ACH (`R02`), which banks in the United States put beside
/// them. What it doesn't have is about nothing that is known.
///
/// @param about of it
/// @param name in the code set
record ReasonCode(About about, String name) {

  enum About {
    /// The payee's account: its number, its bank's number, its state or its holder. To pay it
    /// again as it is on record would fail again.
    ACCOUNT,
    /// The payer: account, name, rights.
    PAYER,
    MANDATE,
    AMOUNT,
    /// A bank or what lies between banks; another day it may go well.
    BANK,
    OTHER
  }

  private static final Map<String, ReasonCode> KNOWN = read();

  static Optional<ReasonCode> of(String code) {
    return Optional.ofNullable(KNOWN.get(code.toUpperCase(Locale.ROOT)));
  }

  private static Map<String, ReasonCode> read() {
    try (var file = requireNonNull(ReasonCode.class.getResourceAsStream("reasons.csv"))) {
      return new String(file.readAllBytes(), UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split(",", -1))
          .collect(
              Collectors.toUnmodifiableMap(
                  cells -> cells[0],
                  cells ->
                      new ReasonCode(About.valueOf(cells[1].toUpperCase(Locale.ROOT)), cells[2])));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
