package farestream.people;

import java.util.List;

/// Whether a person rides or drives. Each kind has a table and numbers of its own.
public enum PersonKind {
  RIDER("rider", 1),
  DRIVER("driver", 7);

  private final String label;
  private final long defaultPaymentType;

  PersonKind(String label, long defaultPaymentType) {
    this.label = label;
    this.defaultPaymentType = defaultPaymentType;
  }

  /// Returns the kind's name in lower case, such as `rider`.
  public String label() {
    return label;
  }

  /// Returns the name of the table, such as `riders`.
  public String table() {
    return label + "s";
  }

  /// Returns the name of the key's column, such as `rider_id`.
  String key() {
    return label + "_id";
  }

  /// Returns how a person pays or is paid if nothing else is known: riders by credit card (1),
  /// drivers by bank deposit (7).
  public long defaultPaymentType() {
    return defaultPaymentType;
  }

  /// Returns the fields that people of this kind have, in the order in which they are shown.
  public List<PersonField> fields() {
    return PersonField.ALL.stream().filter(field -> field.isOf(this)).toList();
  }
}
