package farestream.view;

import farestream.people.PeopleImport;
import farestream.people.Person;
import farestream.people.PersonChange;
import farestream.people.PersonField;
import farestream.people.PersonKind;

/// Views of riders and drivers and of their history.
public final class PeopleViews {
  public static final View<Person> RIDER =
      of(PersonKind.RIDER).with(paymentAndState(), person -> person);

  public static final View<Person> DRIVER =
      of(PersonKind.DRIVER)
          .column("vehicle", person -> person.value(PersonField.VEHICLE))
          .column("licence", person -> person.value(PersonField.LICENCE))
          .with(paymentAndState(), person -> person);

  public static final View<PersonChange> CHANGE =
      View.<PersonChange>empty()
          .column("when", "at", PersonChange::at)
          .column("event", PersonChange::event)
          .column(
              "field",
              "field",
              change -> change.column().map(PeopleViews::name),
              change -> change.column().map(PeopleViews::title).orElse(""))
          .prose("old value", PersonChange::oldValue)
          .prose("new value", PersonChange::newValue)
          .column("by", "actor", PersonChange::actor)
          .column("login", PersonChange::login);

  public static final View<PeopleImport.Result> IMPORT =
      View.<PeopleImport.Result>empty()
          .detail("added", PeopleImport.Result::added)
          .detail("updated", PeopleImport.Result::changed)
          .detail("unchanged", PeopleImport.Result::unchanged)
          .detail("refused", PeopleImport.Result::refused);

  public static final View<PeopleImport.Refused> REFUSED =
      View.<PeopleImport.Refused>empty()
          .column("line", PeopleImport.Refused::line)
          .prose("reason", PeopleImport.Refused::reason);

  private PeopleViews() {}

  public static View<Person> view(PersonKind kind) {
    return switch (kind) {
      case RIDER -> RIDER;
      case DRIVER -> DRIVER;
    };
  }

  private static View<Person> of(PersonKind kind) {
    return View.<Person>empty()
        .column(kind.label(), Person::number)
        .column("name", person -> person.value(PersonField.NAME))
        .column("e-mail", "email", person -> person.value(PersonField.EMAIL))
        .column("mobile", person -> person.value(PersonField.MOBILE));
  }

  private static View<Person> paymentAndState() {
    return View.<Person>empty()
        .column("payment type", person -> person.value(PersonField.PAYMENT_TYPE).map(Long::valueOf))
        .column("active", "isActive", Person::isActive)
        .detail("createdAt", Person::createdAt);
  }

  /// Returns the JSON name of a column; columns that no view has keep theirs.
  private static String name(String column) {
    return switch (column) {
      case "rider_name", "driver_name" -> "name";
      case "rider_email", "driver_email" -> "email";
      case "rider_mobile", "driver_mobile" -> "mobile";
      case "vehicle_id" -> "vehicle";
      case "licence_number" -> "licence";
      case "payment_id" -> "paymentType";
      case "active" -> "isActive";
      default -> column;
    };
  }

  /// Returns the title of a column in tables; columns that no view has keep their names.
  private static String title(String column) {
    return switch (column) {
      case "rider_email", "driver_email" -> "e-mail";
      case "payment_id" -> "payment type";
      case "active" -> "active";
      default -> name(column);
    };
  }
}
