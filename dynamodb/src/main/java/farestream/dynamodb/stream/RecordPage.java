package farestream.dynamodb.stream;

import com.fasterxml.jackson.core.JsonGenerator;
import farestream.dynamodb.json.JsonBytes;
import farestream.dynamodb.json.JsonWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The result of one read of a shard.
///
/// @param count the number of records
/// @param records the records as a JSON array
/// @param next the iterator for the next page; null if the shard is closed and was read to its end
public record RecordPage(int count, JsonBytes records, @Nullable ShardIterator next)
    implements JsonWriter.Writable {

  @Override
  public void write(JsonGenerator json) throws IOException {
    records.write(json);
  }
}
