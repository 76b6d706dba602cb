package farestream.csv;

import java.util.List;
import java.util.Optional;

/// A record of a file.
///
/// @param line its first, from 1, as an editor counts
/// @param text as it stands in the file, but for a line that is too long: its beginning
/// @param values none if there is a fault
/// @param fault why it can't be read, if it can't
public record CsvRecord(long line, String text, List<String> values, Optional<String> fault) {}
