package farestream.bank;

import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.IBANValidator;
import org.apache.commons.validator.routines.checkdigit.ABANumberCheckDigit;

/// Where money can be sent to, with its check digits proved. Its text is always masked: the whole
/// number is for bank files and the database only.
public sealed interface BankAccount {

  /// For people: the last four characters, behind a fixed number of stars.
  String masked();

  /// An international account number, of a country that has them.
  ///
  /// @param number in capitals, without blanks; given with blanks and in any case
  record Iban(String number) implements BankAccount {

    /// @throws NotABankAccount if it isn't an IBAN
    public Iban {
      number = withoutBlanks(number).toUpperCase(Locale.ROOT);
      var problem =
          switch (IBANValidator.DEFAULT_IBAN_VALIDATOR.validate(number)) {
            case VALID -> "";
            case UNKNOWN_COUNTRY -> "it doesn't begin with a country that has IBANs";
            case INVALID_LENGTH -> "of its country it would have " + length(number);
            case INVALID_PATTERN -> "its characters aren't those of its country's IBANs";
            case INVALID_CHECKSUM -> "its check digits are wrong";
          };
      if (!problem.isEmpty()) {
        throw new InvalidBankAccount(
            "%s is not an IBAN: %s; compare it with the account's papers"
                .formatted(hidden(number), problem));
      }
    }

    private static String length(String number) {
      var country = IBANValidator.DEFAULT_IBAN_VALIDATOR.getValidator(number);
      return country.getIbanLength() + " characters, and it has " + number.length();
    }

    @Override
    public String masked() {
      return number.substring(0, 2) + hidden(number);
    }

    @Override
    public String toString() {
      return masked();
    }
  }

  /// An account in the United States.
  ///
  /// @param routingNumber the bank's, nine digits (ABA)
  /// @param accountNumber 4 to 17 letters, digits and hyphens, as ACH takes them
  record UsAccount(String routingNumber, String accountNumber) implements BankAccount {
    private static final Pattern ROUTING = Pattern.compile("[0-9]{9}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9A-Za-z-]{4,17}");

    /// @throws NotABankAccount if one of them can't be
    public UsAccount {
      routingNumber = withoutBlanks(routingNumber);
      accountNumber = withoutBlanks(accountNumber);
      if (routingNumber.matches("[0-9]{8}")
          && ABANumberCheckDigit.ABAN_CHECK_DIGIT.isValid("0" + routingNumber)) {
        throw new InvalidBankAccount(
            "routing number %s has lost its leading zero, as in a spreadsheet: write 0%s, in a"
                    .formatted(routingNumber, routingNumber)
                + " column of text");
      }
      if (isRounded(routingNumber) || isRounded(accountNumber)) {
        throw new InvalidBankAccount(
            "a number is rounded, as a spreadsheet shows long ones (1.2E+11): make the column one"
                + " of text and type it anew");
      }
      if (!ROUTING.matcher(routingNumber).matches()) {
        throw new InvalidBankAccount(
            "a routing number has nine digits, and this one hasn't: it is the first number at the"
                + " foot of a check");
      }
      if (!ABANumberCheckDigit.ABAN_CHECK_DIGIT.isValid(routingNumber)) {
        throw new InvalidBankAccount(
            "%s is not a routing number: its check digit is wrong; compare it with a check"
                .formatted(routingNumber));
      }
      if (!ACCOUNT.matcher(accountNumber).matches()) {
        throw new InvalidBankAccount(
            "an account number has 4 to 17 letters, digits and hyphens, and this one hasn't:"
                + " compare it with a check");
      }
    }

    private static boolean isRounded(String number) {
      return number.matches("(?i)[0-9][.,]?[0-9]*e\\+[0-9]+");
    }

    @Override
    public String masked() {
      return routingNumber + " " + hidden(accountNumber);
    }

    @Override
    public String toString() {
      return masked();
    }
  }

  private static String withoutBlanks(String number) {
    return number.replaceAll("[\\s\\u00a0]", "");
  }

  /// Of a number so short that its end would be most of it, nothing.
  private static String hidden(String number) {
    return "****" + (number.length() < 8 ? "" : number.substring(number.length() - 4));
  }
}
