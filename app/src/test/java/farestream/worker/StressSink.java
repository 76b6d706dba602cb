package farestream.worker;

import farestream.sink.Ledger;
import java.sql.Connection;
import java.sql.SQLException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// What a reader is put together from: the sink as it is, or one that is broken on purpose.
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
