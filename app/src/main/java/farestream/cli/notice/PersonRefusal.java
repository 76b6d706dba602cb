package farestream.cli.notice;

import farestream.failure.Refusal;
import farestream.people.People;
import farestream.people.PersonKind;

/// Explains why a rider or driver was not saved. Values aren't repeated: they are personal data.
public final class PersonRefusal {
  private PersonRefusal() {}

  /// @throws Refusal unless the person was saved or has these values already
  public static void check(PersonKind kind, long number, People.Outcome outcome) {
    switch (outcome) {
      case People.Outcome.Saved(), People.Outcome.Unchanged() -> {}
      case People.Outcome.NumberTaken() ->
          throw new Refusal(
              "%1$s %2$d exists already: see ./farestream %1$s show %2$d"
                  .formatted(kind.label(), number));
      case People.Outcome.ValueTaken(var field, var other) ->
          throw new Refusal(
              "%1$s %2$d was not saved: the %3$s belongs to %1$s %4$d"
                  .formatted(kind.label(), number, field.label(), other));
      case People.Outcome.NoSuchPaymentType() ->
          throw new Refusal(
              "%s %d was not saved: the table payment_types doesn't have this payment type"
                  .formatted(kind.label(), number));
      case People.Outcome.NoSuchPerson() -> throw unknown(kind, number);
    }
  }

  public static Refusal unknown(PersonKind kind, long number) {
    return new Refusal(
        "there is no %1$s %2$d: see ./farestream %1$s list".formatted(kind.label(), number));
  }
}
