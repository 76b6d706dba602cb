package farestream.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonFactory;
import farestream.database.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.Clock;

/// Migrates the schema from inside the database's network; if the schema is current, it changes
/// nothing. The input is ignored. The response lists the applied migrations and the schema's
/// version.
public final class MigrationHandler implements RequestStreamHandler {
  private static final JsonFactory JSON = new JsonFactory();

  private final DatabaseLogin login = new DatabaseLogin(System.getenv(), Clock.systemUTC());

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    var migrated = migrate();
    try (var json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("applied");
      for (var step : migrated.applied()) {
        json.writeString(step);
      }
      json.writeEndArray();
      json.writeStringField("version", migrated.version());
      json.writeEndObject();
    }
    context.getLogger().log("schema is at version " + migrated.version());
  }

  private Schema.Migrated migrate() {
    try {
      return Schema.migrate(login.forMigration());
    } catch (SQLException outage) {
      throw new IllegalStateException(outage.getMessage(), outage);
    }
  }
}
