/// [farestream.Main], the entry point: reads the settings, runs one command, ends with its status.
@NullMarked
package farestream;

import org.jspecify.annotations.NullMarked;
