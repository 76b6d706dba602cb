package farestream.bank;

import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.IBANValidator;
import org.apache.commons.validator.routines.checkdigit.ABANumberCheckDigit;

/// An account that money can be sent to, with verified check digits. Its `toString` is always
/// masked; the full number is only for bank files and the database.
public sealed interface BankAccount {

  /// Returns the last four characters behind a fixed number of asterisks, and the part that isn't
  /// secret.
  String masked();

  /// An IBAN, of a country that uses them.
  ///
  /// @param number converted to upper case without blanks
  record Iban(String number) implements BankAccount {

    /// @throws InvalidBankAccount if it isn't an IBAN
    public Iban {
      number = withoutBlanks(number).toUpperCase(Locale.ROOT);
      var problem =
          switch (IBANValidator.DEFAULT_IBAN_VALIDATOR.validate(number)) {
            case VALID -> "";
            case UNKNOWN_COUNTRY -> "it doesn't start with a country that uses IBANs";
            case INVALID_LENGTH -> "an IBAN of its country has " + length(number);
            case INVALID_PATTERN -> "its characters don't match the IBANs of its country";
            case INVALID_CHECKSUM -> "its check digits are wrong";
          };
      if (!problem.isEmpty()) {
        throw new InvalidBankAccount(
            "%s is not an IBAN: %s; compare it with a bank statement"
                .formatted(mask(number), problem));
      }
    }

    private static String length(String number) {
      var country = IBANValidator.DEFAULT_IBAN_VALIDATOR.getValidator(number);
      return country.getIbanLength() + " characters, but this one has " + number.length();
    }

    @Override
    public String masked() {
      return number.substring(0, 2) + mask(number);
    }

    @Override
    public String toString() {
      return masked();
    }
  }

  /// An account in the United States.
  ///
  /// @param routingNumber the bank's ABA routing number, nine digits
  /// @param accountNumber 4 to 17 letters, digits and hyphens, as ACH accepts them
  record UsAccount(String routingNumber, String accountNumber) implements BankAccount {
    private static final Pattern ROUTING = Pattern.compile("[0-9]{9}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9A-Za-z-]{4,17}");

    /// @throws InvalidBankAccount if one of them is invalid
    public UsAccount {
      routingNumber = withoutBlanks(routingNumber);
      accountNumber = withoutBlanks(accountNumber);
      if (routingNumber.matches("[0-9]{8}")
          && ABANumberCheckDigit.ABAN_CHECK_DIGIT.isValid("0" + routingNumber)) {
        throw new InvalidBankAccount(
            "routing number %s has lost its leading zero, probably in a spreadsheet; write 0%s and"
                    .formatted(routingNumber, routingNumber)
                + " format the column as text");
      }
      if (isRounded(routingNumber) || isRounded(accountNumber)) {
        throw new InvalidBankAccount(
            "a number is rounded, as spreadsheets do with long ones (1.2E+11); format the column as text"
                + " and retype the number");
      }
      if (!ROUTING.matcher(routingNumber).matches()) {
        throw new InvalidBankAccount(
            "the routing number doesn't have nine digits; it is the first number at the bottom of a"
                + " check");
      }
      if (!ABANumberCheckDigit.ABAN_CHECK_DIGIT.isValid(routingNumber)) {
        throw new InvalidBankAccount(
            "%s is not a routing number: its check digit is wrong; compare it with a check"
                .formatted(routingNumber));
      }
      if (!ACCOUNT.matcher(accountNumber).matches()) {
        throw new InvalidBankAccount(
            "the account number must have 4 to 17 letters, digits and hyphens; compare it with a"
                + " check");
      }
    }

    private static boolean isRounded(String number) {
      return number.matches("(?i)[0-9][.,]?[0-9]*e\\+[0-9]+");
    }

    @Override
    public String masked() {
      return routingNumber + " " + mask(accountNumber);
    }

    @Override
    public String toString() {
      return masked();
    }
  }

  private static String withoutBlanks(String number) {
    return number.replaceAll("[\\s\\u00a0]", "");
  }

  /// Masks a number up to its last four characters, as banks do, and a number shorter than 8 as a
  /// whole.
  static String mask(String number) {
    return "****" + (number.length() < 8 ? "" : number.substring(number.length() - 4));
  }
}
