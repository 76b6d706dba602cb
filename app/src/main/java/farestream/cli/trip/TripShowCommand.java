package farestream.cli.trip;

import static farestream.life.TripLife.RECORDS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farestream.booking.TripItem;
import farestream.cli.console.CellText;
import farestream.cli.console.UnavailableParts;
import farestream.config.Config;
import farestream.life.TripLife;
import farestream.trip.TripKey;
import farestream.worker.RecordSearch;
import java.io.BufferedReader;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `farestream trip show`
@Command(
    name = "show",
    header = "Shows everything recorded about a trip.",
    description = {
      "Shows its item in DynamoDB, its stream records, its row in PostgreSQL, amendments, quarantined"
          + " records, bill line, corrections, payments and the bank's answers. TRIPINFO may also be the"
          + " trip's number in the ledger, such as 2000001.",
      "If a server can't be reached, the rest is shown and the exit status is 4."
    },
    footer = {"", "Example:", "  ./farestream trip show 2020-04-05T18:52:42Z,8987397 --json"})
final class TripShowCommand implements Callable<Integer> {
  private static final String WHOLE_NUMBER = "\\d+";

  private final Config config;
  private final BufferedReader in;
  @Spec private CommandSpec spec;
  @Mixin private TripArgument trip;

  @Option(names = "--json", description = "Print JSON. Default: text.")
  private boolean json;

  TripShowCommand(Config config, BufferedReader in) {
    this.config = config;
    this.in = in;
  }

  @Override
  public Integer call() throws InterruptedException {
    var gaps = new UnavailableParts(spec.commandLine());
    var key = trip.anywhere(config, gaps, spec.commandLine(), in);
    if (key.isEmpty()) {
      return gaps.report();
    }
    var item = gaps.read(() -> config.tripsTable().find(key.get()));
    var life =
        gaps.read(
            () -> {
              try (var connection = config.ledger().getConnection()) {
                return TripLife.of(connection, key.get());
              }
            });
    if (gaps.isEmpty() && item.isPresent() && item.get().isEmpty() && isUnknown(life)) {
      throw TripArgument.notFound(key.get());
    }
    if (life.isPresent()) {
      addStream(life.get(), gaps);
    }
    print(key.get(), item, life, gaps);
    return gaps.report();
  }

  private static boolean isUnknown(Optional<ObjectNode> life) {
    return life.stream()
        .flatMap(known -> known.properties().stream())
        .allMatch(section -> section.getValue().isEmpty());
  }

  /// Adds to each record what the stream knows about it. The stream retains records for 24 hours.
  private void addStream(ObjectNode life, UnavailableParts gaps) throws InterruptedException {
    var numbers = new HashSet<BigInteger>();
    life.path(RECORDS).forEach(record -> number(record).ifPresent(numbers::add));
    var found = gaps.read(() -> new RecordSearch(config.tripStreams()).find(numbers));
    for (var known : life.path(RECORDS)) {
      var record = ((ObjectNode) known).putNull("event").putNull("shard");
      number(record)
          .flatMap(number -> Optional.ofNullable(found.orElse(Map.of()).get(number)))
          .ifPresent(
              there ->
                  record
                      .put("createdAt", there.createdAt().toString())
                      .put("event", there.event())
                      .put("shard", there.shardId()));
    }
  }

  /// Returns a record's sequence number; absent if a repair wrote the row, because repairs use
  /// positions between two records.
  private static Optional<BigInteger> number(JsonNode record) {
    return Optional.of(record.path("sequenceNumber").asText())
        .filter(number -> number.matches(WHOLE_NUMBER))
        .map(BigInteger::new);
  }

  private void print(
      TripKey key,
      Optional<Optional<TripItem>> item,
      Optional<ObjectNode> life,
      UnavailableParts gaps) {
    var out = spec.commandLine().getOut();
    if (json) {
      var node = JsonNodeFactory.instance.objectNode();
      node.put("riderEmail", key.riderEmail());
      node.put("tripinfo", key.tripInfo());
      item.ifPresent(known -> node.set("item", known.<JsonNode>map(TripItem::toJson).orElse(null)));
      life.ifPresent(node::setAll);
      gaps.texts().forEach(node.putArray("gaps")::add);
      out.println(node.toPrettyString());
      return;
    }
    if (item.isPresent() && item.get().isPresent()) {
      TripText.print(item.get().get(), false, out);
    } else {
      out.println("item:     " + (item.isPresent() ? "not in DynamoDB" : "unknown, see below"));
      out.println("rider:    " + CellText.oneLine(key.riderEmail()));
      out.println("tripinfo: " + CellText.oneLine(key.tripInfo()));
    }
    life.ifPresentOrElse(
        known -> new LifeText(known, out).print(),
        () -> out.println("ledger:   unknown, see below"));
  }
}
