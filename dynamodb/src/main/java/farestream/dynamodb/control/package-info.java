/// The control port: injects faults and changes shards on request, for tests and experiments.
@NullMarked
package farestream.dynamodb.control;

import org.jspecify.annotations.NullMarked;
