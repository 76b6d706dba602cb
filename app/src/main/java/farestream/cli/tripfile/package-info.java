/// How commands read files of trip records: the options, what was found, and the records that are
/// refused.
@NullMarked
package farestream.cli.tripfile;

import org.jspecify.annotations.NullMarked;
