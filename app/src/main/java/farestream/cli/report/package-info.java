/// `report` and `statement`: what a cycle or a day came to, and what a driver is told of a cycle.
@NullMarked
package farestream.cli.report;

import org.jspecify.annotations.NullMarked;
