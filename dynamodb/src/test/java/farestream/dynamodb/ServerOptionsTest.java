package farestream.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.dynamodb.store.Durability;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerOptionsTest {
  private static final Path DATA = Path.of("tables");

  @Test
  void every_option_can_be_changed_by_itself() {
    var options = ServerOptions.in(DATA);
    var changed =
        options
            .withPort(1)
            .withControlPort(2)
            .withAccessKey("key")
            .withRegion("eu-west-1")
            .withDurability(Durability.DISK);

    assertThat(changed)
        .isEqualTo(new ServerOptions(DATA, 1, 2, "key", "eu-west-1", Durability.DISK));
    assertThat(options)
        .isEqualTo(
            new ServerOptions(DATA, 0, null, options.accessKey(), "us-east-1", Durability.PROCESS));
    assertThat(options.accessKey()).isNotEqualTo(ServerOptions.in(DATA).accessKey());
    assertThat(options.toString()).doesNotContain(options.accessKey());
  }

  @Test
  void invalid_options_are_refused() {
    var options = ServerOptions.in(DATA);
    for (var port : new int[] {-1, 65_536}) {
      assertThatThrownBy(() -> options.withPort(port)).hasMessage("not a port: " + port);
      assertThatThrownBy(() -> options.withControlPort(port)).hasMessage("not a port: " + port);
    }
    for (var word : List.of("", "a b", "a/b", "a,b", "é")) {
      assertThatThrownBy(() -> options.withAccessKey(word))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> options.withRegion(word))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void arns_contain_the_region(@TempDir Path folder) throws IOException {
    var options = ServerOptions.in(folder).withRegion("eu-west-1").withDurability(Durability.DISK);
    try (var server = DynamoDbServer.start(options);
        var client = new ProtocolClient(server.endpoint(), server.accessKey())) {
      var table = client.createTable("trips");
      assertThat(Objects.requireNonNull(table.json().object("TableDescription")).text("TableArn"))
          .isEqualTo("arn:aws:dynamodb:eu-west-1:000000000000:table/trips");
    }
  }

  @Test
  void the_server_ignores_the_aws_access_key_of_the_shell() {
    var arguments = new String[] {"tables"};
    var shell = Map.of("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
    var random = Objects.requireNonNull(DynamoDbMain.options(arguments, shell));
    assertThat(random.accessKey()).startsWith("LOCAL").hasSize(37);

    var own = Map.of("LOCAL_DYNAMODB_ACCESS_KEY", "mine", "AWS_ACCESS_KEY_ID", "AKIAEXAMPLE");
    var chosen = Objects.requireNonNull(DynamoDbMain.options(arguments, own));
    assertThat(chosen.accessKey()).isEqualTo("mine");
    assertThat(DynamoDbMain.options(arguments, Map.of("LOCAL_DYNAMODB_ACCESS_KEY", "a/b")))
        .isNull();
  }
}
