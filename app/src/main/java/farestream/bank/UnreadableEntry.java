package farestream.bank;

/// An entry of a bank's file that could not be read, where the rest of the file could.
///
/// @param about the reference that it names, as the bank wrote it
/// @param why on one line, with its place in the file
public record UnreadableEntry(String about, String why) {}
