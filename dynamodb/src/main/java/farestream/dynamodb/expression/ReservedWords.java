package farestream.dynamodb.expression;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;

/// The words that can't be used as attribute names in an expression, regardless of case. Source:
/// "Reserved words in DynamoDB" in the developer guide.
final class ReservedWords {
  private static final int MAX_LENGTH = 14;
  private static final Set<String> WORDS = read();

  private ReservedWords() {}

  static boolean contains(String name) {
    return name.length() <= MAX_LENGTH && WORDS.contains(name.toUpperCase(Locale.ROOT));
  }

  private static Set<String> read() {
    try (var words = ReservedWords.class.getResourceAsStream("reserved-words.txt")) {
      if (words == null) {
        throw new IllegalStateException("reserved-words.txt is missing from the class path");
      }
      return Set.copyOf(new String(words.readAllBytes(), UTF_8).lines().toList());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
