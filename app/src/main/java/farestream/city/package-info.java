/// A made-up city at work: riders who appear over New York's zones and hours, drivers with a state
/// and a place, rides charged by the tariff. What is booked follows from a seed alone; who drives
/// is decided by the drivers' places and, where several want the same, by the store. Books through
/// `booking` like everybody else; prints nothing.
@NullMarked
package farestream.city;

import org.jspecify.annotations.NullMarked;
