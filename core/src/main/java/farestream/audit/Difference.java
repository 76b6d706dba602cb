package farestream.audit;

import java.util.Map;
import java.util.Optional;

/// A stored value that differs from the recomputed one. Contains no personal data.
///
/// @param what a description of the error
/// @param rows the primary keys of the rows concerned, by table
/// @param figure the name of the wrong value, usually a column
/// @param is the stored value; empty if it is null or the row is missing
/// @param shouldBe the recomputed value; empty if the value or row should not exist
public record Difference(
    String what,
    Map<String, String> rows,
    String figure,
    Optional<String> is,
    Optional<String> shouldBe) {}
