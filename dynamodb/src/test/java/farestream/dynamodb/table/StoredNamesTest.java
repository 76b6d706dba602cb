package farestream.dynamodb.table;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.dynamodb.store.Durability;
import farestream.dynamodb.store.SqliteStore;
import farestream.dynamodb.value.AttributeNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredNamesTest {

  @Test
  void a_number_keeps_its_name_while_many_threads_add_names(@TempDir Path folder) throws Exception {
    var file = folder.resolve("names.sqlite");
    try (var store = SqliteStore.open(file, Durability.PROCESS)) {
      var names = new StoredNames(store);
      numberAtOnce(names);
      var later = new StoredNames(store);
      for (var i = 0; i < 40; i++) {
        var number = names.number("name" + i);

        assertThat(number).isNotEqualTo(AttributeNames.NONE).isEqualTo(later.number("name" + i));
        assertThat(later.name(number)).isEqualTo("name" + i);
      }
    }
  }

  private static void numberAtOnce(StoredNames names) throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks = new ArrayList<Future<?>>();
      for (var task = 0; task < 16; task++) {
        tasks.add(
            executor.submit(
                () -> {
                  for (var i = 0; i < 40; i++) {
                    names.number("name" + i);
                    names.numberNewNames();
                  }
                }));
      }
      for (var task : tasks) {
        task.get();
      }
    }
  }
}
