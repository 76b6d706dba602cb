/// DynamoDB's expressions: parsed once into sealed trees, evaluated by one evaluator.
@NullMarked
package farestream.dynamodb.expression;

import org.jspecify.annotations.NullMarked;
