package farestream.bank;

import farestream.reference.ReferenceTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The category of a reason code. `reasons.csv` holds the codes of ISO 20022's external code sets
/// `ExternalStatusReason1Code` and `ExternalReturnReason1Code` that can answer a credit transfer,
/// and the return codes of ACH (`R02`), which banks in the United States use as well. Codes that
/// aren't in it have no category.
///
/// @param about the category
/// @param name the name in the code set
record ReasonCode(About about, String name) {

  enum About {
    /// The payee's account: its number, its bank's number, its state or its holder. Paying to the
    /// stored account again would fail again.
    ACCOUNT,
    /// The payer: account, name or rights.
    PAYER,
    MANDATE,
    AMOUNT,
    /// A bank, or the clearing between banks. A later payment may succeed.
    BANK,
    OTHER
  }

  private static final Map<String, ReasonCode> KNOWN = read();

  static Optional<ReasonCode> of(String code) {
    return Optional.ofNullable(KNOWN.get(code.toUpperCase(Locale.ROOT)));
  }

  private static Map<String, ReasonCode> read() {
    return ReferenceTable.rows(ReasonCode.class, "reasons.csv", "code,about,name").stream()
        .collect(
            Collectors.toUnmodifiableMap(
                List::getFirst,
                cells ->
                    new ReasonCode(
                        About.valueOf(cells.get(1).toUpperCase(Locale.ROOT)), cells.get(2))));
  }
}
