package farestream.people;

import java.time.Instant;
import java.util.Optional;

/// A change of one field of a person, or that the person was added or removed.
///
/// @param actor who changed it, as the database recorded it
/// @param login the login of the database session
/// @param event `added`, `changed` or `removed`
/// @param column the changed column; absent if the person was added
/// @param oldValue the value before; absent if there was none
/// @param newValue the value after; absent if there is none
public record PersonChange(
    Instant at,
    String actor,
    String login,
    String event,
    Optional<String> column,
    Optional<String> oldValue,
    Optional<String> newValue) {}
