/// How commands read files of trip records: the options, the findings, and the output of refused
/// records.
@NullMarked
package farestream.cli.tripfile;

import org.jspecify.annotations.NullMarked;
