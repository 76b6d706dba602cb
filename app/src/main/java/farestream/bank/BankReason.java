package farestream.bank;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Why a bank did what it did.
///
/// @param code ISO 20022's, such as `AC04` (closed account), or the bank's own
/// @param text the bank's words on one line, or empty
public record BankReason(Optional<String> code, String text) {

  /// Of several the first that has a code, with the words of all.
  static Optional<BankReason> of(List<XmlElement> reasons) {
    var code =
        reasons.stream()
            .flatMap(
                reason -> reason.text("Rsn", "Cd").or(() -> reason.text("Rsn", "Prtry")).stream())
            .findFirst();
    var text =
        reasons.stream()
            .flatMap(reason -> reason.all("AddtlInf").stream())
            .map(XmlElement::text)
            .collect(Collectors.joining(" "));
    return code.isEmpty() && text.isEmpty()
        ? Optional.empty()
        : Optional.of(new BankReason(code.map(XmlElement::line), XmlElement.line(text)));
  }

  /// Both, on one line.
  @Override
  public String toString() {
    return Stream.concat(code.stream(), Stream.of(text))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
