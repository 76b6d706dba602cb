/// DynamoDB's expressions. Each is parsed once into a sealed tree and evaluated by one evaluator.
@NullMarked
package farestream.dynamodb.expression;

import org.jspecify.annotations.NullMarked;
