package farestream.people;

/// A value isn't valid for a rider or driver. The message says why, without the value, which is
/// personal data.
public final class InvalidPerson extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidPerson(String why) {
    super(why);
  }
}
