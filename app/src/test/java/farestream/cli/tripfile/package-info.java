/// Tests of files of trip records.
@NullMarked
package farestream.cli.tripfile;

import org.jspecify.annotations.NullMarked;
