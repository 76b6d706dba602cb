/// The command line: the root of all commands, and how one is run. Each group of commands has a
/// package of its own, with one class per command, named after it, so that the listing is the
/// manual. A command reads its options, calls one operation and prints the result; it decides
/// nothing.
@NullMarked
package farestream.cli;

import org.jspecify.annotations.NullMarked;
