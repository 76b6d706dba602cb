/// Simulates a city: riders appear in New York's zones by the hour of the day, drivers have a state
/// and a location, and rides are charged by the tariff. The bookings follow from a seed. Who drives
/// depends on the drivers' locations and, if several accept one trip, on the table's conditional
/// writes. Like any other client the simulation uses `booking`. The package prints nothing.
@NullMarked
package farestream.simulate;

import org.jspecify.annotations.NullMarked;
