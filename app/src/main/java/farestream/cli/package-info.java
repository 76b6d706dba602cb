/// The command line: one class per command, named after it, so that the folder's listing is the
/// manual. A command reads its options, calls one operation and says what came of it; it decides
/// nothing.
@NullMarked
package farestream.cli;

import org.jspecify.annotations.NullMarked;
