package farestream.worker;

import farestream.sink.Ledger;
import java.sql.Connection;
import java.sql.SQLException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// The parts of a reader: the real sink, or one with a deliberate bug.
interface StressSink {
  StressSink AS_IT_IS = new StressSink() {};

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
