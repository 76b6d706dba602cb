/// Tests of the commands `report` and `statement`.
@NullMarked
package farestream.cli.report;

import org.jspecify.annotations.NullMarked;
