package farestream.trip;

import java.util.Optional;

/// The rider of a trip.
public record Rider(long id, String email, Optional<String> name, Optional<String> mobile) {}
