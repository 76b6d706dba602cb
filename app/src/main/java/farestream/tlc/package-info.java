/// Reads trip records as New York's Taxi and Limousine Commission (TLC) publishes them, checks
/// their fares, and plans trips from them. Because the records name no people, stand-in riders and
/// drivers take their place. The package prints nothing.
@NullMarked
package farestream.tlc;

import org.jspecify.annotations.NullMarked;
