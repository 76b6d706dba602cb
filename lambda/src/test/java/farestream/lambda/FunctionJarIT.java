package farestream.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Checks the content of the stream function's jar.
class FunctionJarIT {
  private static final long MAX_BYTES = 5L * 1024 * 1024;
  private static final Path JAR =
      Path.of(System.getProperty("farestream.home"), "lambda/target/farestream-function.jar");

  @Test
  void the_jar_has_at_most_five_megabytes() throws IOException {
    assertThat(Files.size(JAR)).isLessThanOrEqualTo(MAX_BYTES);
  }

  @Test
  void the_jar_contains_every_class_that_our_classes_use() throws IOException {
    var missing = new ArrayList<String>();
    try (var jar = new JarFile(JAR.toFile())) {
      var present = jar.stream().map(entry -> entry.getName()).collect(Collectors.toSet());
      for (var name : present) {
        if (!name.startsWith("farestream/") || !name.endsWith(".class")) {
          continue;
        }
        try (var content = jar.getInputStream(jar.getJarEntry(name))) {
          for (var entry : ClassFile.of().parse(content.readAllBytes()).constantPool()) {
            if (entry instanceof ClassEntry used && isMissing(used.asInternalName(), present)) {
              missing.add(name + " uses " + used.asInternalName());
            }
          }
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  /// Lambda's runtime provides its own interfaces, and the JDK its own classes.
  private static boolean isMissing(String used, Set<String> present) {
    return !used.startsWith("[")
        && !used.startsWith("java/")
        && !used.startsWith("javax/")
        && !used.startsWith("com/amazonaws/services/lambda/runtime/")
        && !present.contains(used + ".class");
  }
}
