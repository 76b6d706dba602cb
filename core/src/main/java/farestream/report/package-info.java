/// What a cycle or a day came to: trips and fares by hour, zone and way of payment, and how long
/// the stream took; counted by the database, in one transaction that only reads. Nobody is named
/// here, neither rider nor driver. How it looks is not known here.
@NullMarked
package farestream.report;

import org.jspecify.annotations.NullMarked;
