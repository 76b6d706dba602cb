package farestream.people;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A field of a rider or driver, besides the number: its column, and which values are valid. The
/// regular expressions are PostgreSQL's: the columns' domains in `V1__people_and_codes.sql` check
/// the same ones, so the rules also hold for SQL that a person types.
public enum PersonField {
  NAME(
      "name",
      "%s_name",
      // A letter or digit; no blank at either end and none but U+0020.
      "(?! )(?!.* $)(?=.*[0-9A-Za-z\\u00AA\\u00B5\\u00BA\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF"
          + "\\u0370-\\u1FFF\\u2C00-\\u2DFF\\u3005-\\u3007\\u3021-\\uD7FB\\uF900-\\uFDFF\\uFE70-\\uFFDC"
          + "\\U00010000-\\U0001CFFF\\U0001D400-\\U0001EFFF\\U0001FBF0-\\U0003FFFF])"
          // No control, format or private-use characters, line separators or fillers, which are
          // blank letters. The joiners U+200C and U+200D are invisible, but Persian and Indian
          // names need them.
          + "[^\\u0000-\\u001F\\u007F-\\u00A0\\u00AD\\u0600-\\u0605\\u061C\\u06DD\\u070F\\u0890\\u0891"
          + "\\u08E2\\u115F\\u1160\\u1680\\u180E\\u2000-\\u200B\\u200E\\u200F\\u2028-\\u202F\\u205F-\\u206F"
          + "\\u2800\\u3000\\u3164\\uD7FC-\\uF8FF\\uFEFF\\uFFA0\\uFFF9-\\uFFFB\\U000110BD\\U000110CD"
          + "\\U00013430-\\U0001343F\\U0001BCA0-\\U0001BCA3\\U0001D173-\\U0001D17A"
          + "\\U000E0000-\\U000E00FF\\U000F0000-\\U0010FFFF]{1,200}",
      "must be one line of 1 to 200 characters, among them a letter or digit, without control or"
          + " invisible characters"),
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
  private static final Pattern SMALL_LETTERS = Pattern.compile("[a-z]+");

  private final String label;
  private final String column;
  private final String expression;
  private final Pattern valid;
  private final String rule;

  PersonField(String label, String column, String valid, String rule) {
    this.label = label;
    this.column = column;
    this.rule = rule;
    this.expression = valid;
    this.valid = Pattern.compile(valid.replaceAll("\\\\U00([0-9A-F]{6})", "\\\\x{$1}"));
  }

  /// Returns the value in canonical form.
  private String canonical(String given) {
    var normal = this == NAME ? Normalizer.normalize(given, Normalizer.Form.NFC) : given;
    var text = BLANKS.matcher(normal).replaceAll(" ").strip();
    return switch (this) {
      case MOBILE -> text.replaceAll("[ ().-]", "");
      case VEHICLE -> capitals(text);
      case LICENCE -> capitals(text.replace(" ", ""));
      case NAME, EMAIL, PAYMENT_TYPE -> text;
    };
  }

  /// Returns the text with the letters a to z in capitals. Other letters stay: an ß would become SS
  /// and so another plate.
  private static String capitals(String text) {
    return SMALL_LETTERS.matcher(text).replaceAll(some -> some.group().toUpperCase(Locale.ROOT));
  }

  /// Returns the expression by which two persons' values of a unique field are compared: e-mail
  /// addresses ignoring the case of ASCII letters, plates and licences ignoring blanks and hyphens.
  /// The unique indexes are on the same expressions.
  String key(String value) {
    return switch (this) {
      case EMAIL -> "lower(%s collate \"C\")".formatted(value);
      case VEHICLE, LICENCE -> "translate(%s, ' -', '')".formatted(value);
      case NAME, MOBILE, PAYMENT_TYPE -> value;
    };
  }

  /// Returns the regular expression of valid values, in PostgreSQL's syntax.
  String expression() {
    return expression;
  }

  /// Returns the field's name in messages, such as `mobile number`.
  public String label() {
    return label;
  }

  /// Returns the column in the table of the kind, such as `rider_mobile`.
  public String column(PersonKind kind) {
    return column.formatted(kind.label());
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
  /// mobile numbers without punctuation, licences without blanks.
  ///
  /// @throws InvalidPerson if it isn't valid
  public String valid(String text) {
    var value = canonical(text);
    if (!valid.matcher(value).matches()) {
      throw new InvalidPerson("the %s %s".formatted(label, rule));
    }
    return value;
  }
}
