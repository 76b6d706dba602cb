package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.store.Writer;
import farestream.dynamodb.stream.Stream;
import farestream.dynamodb.table.Table;
import org.jspecify.annotations.Nullable;

/// The parameter `StreamSpecification`.
///
/// @param view the view type of the stream to enable; null to disable the stream
record StreamRequest(Stream.@Nullable ViewType view) {

  /// @return the stream request; null if the request has no `StreamSpecification`
  static @Nullable StreamRequest ofCreation(JsonObject request) {
    return of(
        request,
        "Table is being created with a stream enabled, UpdateViewType is required",
        "Table is being created with a stream disabled, UpdateViewType should not be specified");
  }

  /// @return the stream request; null if the request has no `StreamSpecification`
  static @Nullable StreamRequest ofUpdate(JsonObject request) {
    return of(
        request,
        "If stream is being enabled then UpdateViewType is required",
        "If stream is being disabled, then UpdateViewType must not be specified");
  }

  private static @Nullable StreamRequest of(
      JsonObject request, String viewMissing, String viewUnexpected) {
    var json = request.object("StreamSpecification");
    if (json == null) {
      return null;
    }
    var view = json.text("StreamViewType");
    if (json.isTrue("StreamEnabled") && view == null) {
      throw ServiceException.invalidParameter(viewMissing);
    }
    if (!json.isTrue("StreamEnabled") && view != null) {
      throw ServiceException.invalidParameter(viewUnexpected);
    }
    return new StreamRequest(view == null ? null : Stream.ViewType.valueOf(view));
  }

  /// Refuses to enable an enabled stream or to disable a disabled one.
  ///
  /// @param stream the latest stream of the table; null if there is none
  void requireChange(Table table, @Nullable Stream stream) {
    var enabled = stream != null && stream.isEnabled();
    if (view != null && enabled) {
      throw ServiceException.validation(
          "Table already has an enabled stream: TableName: " + table.name());
    }
    if (view == null && !enabled) {
      throw ServiceException.validation(
          "Table has no stream to disable: TableName: " + table.name());
    }
  }

  /// Enables or disables the table's stream.
  ///
  /// @return the table, with the label of the new stream if one was enabled
  Table apply(Database database, Writer writer, Table table) {
    var streams = database.streams();
    if (view != null) {
      return table.withStream(streams.enable(writer, table, view));
    }
    disable(database, writer, table);
    return table;
  }

  /// Disables the table's stream if it is enabled.
  static void disable(Database database, Writer writer, Table table) {
    var stream = database.streams().latest(writer, table);
    if (stream != null && stream.isEnabled()) {
      database.streams().disable(writer, stream);
    }
  }
}
