/// Reads trip records as New York's Taxi and Limousine Commission (TLC) publishes them, and plans
/// trips from them, driven by riders and drivers who stand in for those that no record names.
/// Prints nothing.
@NullMarked
package farestream.tlc;

import org.jspecify.annotations.NullMarked;
