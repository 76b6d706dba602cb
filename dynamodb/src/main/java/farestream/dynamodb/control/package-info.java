/// The control port: faults on command, for tests and experiments.
@NullMarked
package farestream.dynamodb.control;

import org.jspecify.annotations.NullMarked;
