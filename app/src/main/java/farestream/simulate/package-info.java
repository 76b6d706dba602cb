/// Simulates a city: riders appear over New York's zones and hours, drivers have a state and a
/// location, and rides are charged by the tariff. A seed alone decides what is booked; the drivers'
/// locations and, where several want one trip, the table decide who drives. Books through `booking`
/// like everybody else; prints nothing.
@NullMarked
package farestream.simulate;

import org.jspecify.annotations.NullMarked;
