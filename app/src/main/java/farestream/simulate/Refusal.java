package farestream.simulate;

/// A record that was not made a trip.
///
/// @param line of the file, from 1, the header's included
/// @param reason every fault found; may hold values of the record, made safe to print
public record Refusal(long line, String reason) {}
