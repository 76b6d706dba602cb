/// Tests of what is printed and asked, on a terminal and elsewhere.
@NullMarked
package farestream.cli.console;

import org.jspecify.annotations.NullMarked;
