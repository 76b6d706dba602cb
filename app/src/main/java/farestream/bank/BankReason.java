package farestream.bank;

import static java.util.Comparator.comparing;

import farestream.bank.ReasonCode.About;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The reason that a bank gives for a status or a return.
///
/// @param code ISO 20022's code, such as `AC04` (closed account), or the bank's own, which may be
///     free text; absent if there is none
/// @param text the bank's free text on one line; may be empty
public record BankReason(Optional<String> code, String text) {
  private static final Pattern FIRST_WORD = Pattern.compile("\\w+");

  /// Combines several reasons: takes the first code about the account, else the first code, and
  /// all texts, those about the account first.
  static Optional<BankReason> of(List<XmlElement> reasons) {
    var codes =
        reasons.stream()
            .flatMap(
                reason -> reason.text("Rsn", "Cd").or(() -> reason.text("Rsn", "Prtry")).stream())
            .toList();
    var code =
        codes.stream()
            .filter(one -> codeOfAccount(one).isPresent())
            .findFirst()
            .or(() -> codes.stream().findFirst());
    var text =
        reasons.stream()
            .flatMap(reason -> reason.all("AddtlInf").stream())
            .map(XmlElement::text)
            .sorted(comparing(words -> codeOfAccount(words).isEmpty()))
            .collect(Collectors.joining(" "));
    return code.isEmpty() && text.isEmpty()
        ? Optional.empty()
        : Optional.of(new BankReason(code.map(XmlElement::line), XmlElement.line(text)));
  }

  /// Returns the code if it says that the payee's account can't be paid as stored.
  public Optional<String> accountCode() {
    return code.flatMap(BankReason::codeOfAccount).or(() -> codeOfAccount(text));
  }

  /// Returns the code at the start of the text, where some banks write it: `R03 - No account`.
  private static Optional<String> codeOfAccount(String words) {
    return FIRST_WORD
        .matcher(words)
        .results()
        .map(MatchResult::group)
        .findFirst()
        .filter(
            word ->
                ReasonCode.of(word).filter(reason -> reason.about() == About.ACCOUNT).isPresent());
  }

  /// Returns code and text on one line.
  @Override
  public String toString() {
    return Stream.concat(code.stream(), Stream.of(text))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
