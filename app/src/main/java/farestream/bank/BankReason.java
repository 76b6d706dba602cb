package farestream.bank;

import farestream.bank.ReasonCode.About;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Why a bank did what it did.
///
/// @param code ISO 20022's, such as `AC04` (closed account), or the bank's own
/// @param text the bank's words on one line, or empty
public record BankReason(Optional<String> code, String text) {

  /// Of several the first that is about the account, else the first that has a code, with the
  /// words of all.
  static Optional<BankReason> of(List<XmlElement> reasons) {
    var codes =
        reasons.stream()
            .flatMap(
                reason -> reason.text("Rsn", "Cd").or(() -> reason.text("Rsn", "Prtry")).stream())
            .toList();
    var code =
        codes.stream()
            .filter(BankReason::isAboutTheAccount)
            .findFirst()
            .or(() -> codes.stream().findFirst());
    var text =
        reasons.stream()
            .flatMap(reason -> reason.all("AddtlInf").stream())
            .map(XmlElement::text)
            .collect(Collectors.joining(" "));
    return code.isEmpty() && text.isEmpty()
        ? Optional.empty()
        : Optional.of(new BankReason(code.map(XmlElement::line), XmlElement.line(text)));
  }

  /// The code, if it says that the payee's account can't be paid as it is.
  public Optional<String> accountCode() {
    return code.filter(BankReason::isAboutTheAccount);
  }

  private static boolean isAboutTheAccount(String code) {
    return ReasonCode.of(code).filter(known -> known.about() == About.ACCOUNT).isPresent();
  }

  /// Both, on one line.
  @Override
  public String toString() {
    return Stream.concat(code.stream(), Stream.of(text))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
