/// DynamoDB Local's way of being started: the one class that touches AWS's server from the inside.
/// It runs in a JVM of its own, on its own classpath, and no other module may depend on it: the
/// server's licence forbids building it into another program.
@NullMarked
package farestream.dynamodblocal;

import org.jspecify.annotations.NullMarked;
