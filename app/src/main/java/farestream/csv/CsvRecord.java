package farestream.csv;

import java.util.List;
import java.util.Optional;

/// A record of a file.
///
/// @param line its first line, counted from 1
/// @param text as written in the file; truncated if a line is too long
/// @param values empty if there is a fault
/// @param fault why it can't be parsed; absent if it can
public record CsvRecord(long line, String text, List<String> values, Optional<String> fault) {}
