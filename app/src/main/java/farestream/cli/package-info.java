/// The command line: the root command, and how a command is created and run. Each group of
/// commands is a package with one class per command, named after it. A command parses its options,
/// calls one operation and prints the result; it holds no rules.
@NullMarked
package farestream.cli;

import org.jspecify.annotations.NullMarked;
