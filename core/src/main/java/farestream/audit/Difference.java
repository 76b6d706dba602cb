package farestream.audit;

import java.util.Map;
import java.util.Optional;

/// Something that is not as it should be. Holds no personal data.
///
/// @param what in words
/// @param rows the keys of the rows it is about, by table
/// @param figure what of them, as a rule a column
/// @param is as it stands; empty where it is null, or nothing stands there
/// @param shouldBe as it follows from what it is derived from; empty where it should not be there
public record Difference(
    String what,
    Map<String, String> rows,
    String figure,
    Optional<String> is,
    Optional<String> shouldBe) {}
