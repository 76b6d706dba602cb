/// The commands `report` and `statement`: summaries of a cycle or day, and drivers' statements.
@NullMarked
package farestream.cli.report;

import org.jspecify.annotations.NullMarked;
