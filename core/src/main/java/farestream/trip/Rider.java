package farestream.trip;

import java.util.Optional;

/// Who rides.
public record Rider(long id, String email, Optional<String> name, Optional<String> mobile) {}
