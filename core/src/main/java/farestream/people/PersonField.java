package farestream.people;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A field of a rider or driver, besides the number: its column, and which values are valid.
public enum PersonField {
  NAME(
      "name",
      "%s_name",
      // Joiners are invisible, but Persian and Indian names need them.
      "(?=.*[\\p{L}\\p{N}])(?:[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}]|[\\u200C\\u200D]){1,200}",
      "must be one line of 1 to 200 characters without control characters"),
  /// Only ASCII: an address with a look-alike letter of another alphabet would be another address.
  EMAIL(
      "e-mail address",
      "%s_email",
      "(?=.{3,254}$)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}"
          + "@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+",
      "must be of the form a@example.com, in ASCII, of at most 254 characters"),
  MOBILE(
      "mobile number",
      "%s_mobile",
      "\\+[1-9][0-9]{3,14}",
      "must be international, a + and 4 to 15 digits, such as +12125550100"),
  /// The licence plate.
  VEHICLE(
      "vehicle",
      "vehicle_id",
      "(?=.{1,20}$)[A-Z0-9]+(?:[ -][A-Z0-9]+)*",
      "must be a licence plate of 1 to 20 letters A to Z, digits, blanks and hyphens"),
  LICENCE(
      "licence number",
      "licence_number",
      "(?=.{4,20}$)[A-Z0-9]+(?:-[A-Z0-9]+)*",
      "must have 4 to 20 letters A to Z, digits and hyphens"),
  /// A number of `payment_types`.
  PAYMENT_TYPE(
      "payment type",
      "payment_id",
      "[1-9][0-9]{0,8}",
      "must be a number of the table payment_types, 1 to 7 unless you added some");

  static final List<PersonField> ALL = List.of(values());

  private static final Pattern BLANKS = Pattern.compile("[\\p{Z}&&[^\\p{Zl}\\p{Zp}]]+");

  private final String word;
  private final String column;
  private final Pattern valid;
  private final String rule;

  PersonField(String word, String column, String valid, String rule) {
    this.word = word;
    this.column = column;
    this.valid = Pattern.compile(valid);
    this.rule = rule;
  }

  /// Returns the value in canonical form.
  private String canonical(String text) {
    return switch (this) {
      case NAME -> BLANKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll(" ");
      case MOBILE -> text.replaceAll("[ \\u00A0().-]", "");
      case VEHICLE, LICENCE -> text.toUpperCase(Locale.ROOT);
      case EMAIL, PAYMENT_TYPE -> text;
    };
  }

  /// Returns the field's name in messages, such as `mobile number`.
  public String word() {
    return word;
  }

  /// Returns the column in the table of the kind, such as `rider_mobile`.
  public String column(PersonKind kind) {
    return column.formatted(kind.word());
  }

  boolean isOf(PersonKind kind) {
    return kind == PersonKind.DRIVER || (this != VEHICLE && this != LICENCE);
  }

  /// Whether each person must have it.
  boolean isRequired() {
    return this == NAME || this == EMAIL;
  }

  /// Whether no two people of a kind may have the same.
  boolean isUnique() {
    return this == EMAIL || this == VEHICLE || this == LICENCE;
  }

  /// Returns the SQL type of the column.
  String type() {
    return this == PAYMENT_TYPE ? "bigint" : "text";
  }

  /// Returns the value as it is stored: without blanks around it, plates and licences in capitals,
  /// mobile numbers without punctuation.
  ///
  /// @throws InvalidPerson if it isn't valid
  public String valid(String text) {
    var value = canonical(text.strip());
    if (!valid.matcher(value).matches()) {
      throw new InvalidPerson("the %s %s".formatted(word, rule));
    }
    return value;
  }
}
