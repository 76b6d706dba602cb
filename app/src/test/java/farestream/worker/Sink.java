package farestream.worker;

import farestream.ledger.Ledger;
import java.sql.Connection;
import java.sql.SQLException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// What a reader is put together from: the sink as it is, or one that is broken on purpose.
interface Sink {
  Sink AS_IT_IS = new Sink() {};

  default DynamoDbStreamsClient client(DynamoDbStreamsClient streams) {
    return streams;
  }

  default Connection connection(Connection connection) {
    return connection;
  }

  default Ledger ledger(Connection connection) throws SQLException {
    return new Ledger(connection);
  }
}
