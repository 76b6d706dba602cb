package farestream.bank;

/// An entry of a bank's file that could not be read, although the rest of the file could.
///
/// @param about the reference in the entry, as the bank wrote it
/// @param why the reason on one line, with the position in the file
public record UnreadableEntry(String about, String why) {}
