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

/// What is in the stream's function.
class FunctionJarIT {
  private static final long MOST_BYTES = 5L * 1024 * 1024;
  private static final Path JAR =
      Path.of(System.getProperty("farestream.home"), "lambda/target/farestream-function.jar");

  @Test
  void it_has_five_megabytes_at_most() throws IOException {
    assertThat(Files.size(JAR)).isLessThanOrEqualTo(MOST_BYTES);
  }

  @Test
  void each_class_of_ours_finds_there_what_it_stands_on() throws IOException {
    var missing = new ArrayList<String>();
    try (var jar = new JarFile(JAR.toFile())) {
      var there = jar.stream().map(entry -> entry.getName()).collect(Collectors.toSet());
      for (var name : there) {
        if (!name.startsWith("farestream/") || !name.endsWith(".class")) {
          continue;
        }
        try (var content = jar.getInputStream(jar.getJarEntry(name))) {
          for (var entry : ClassFile.of().parse(content.readAllBytes()).constantPool()) {
            if (entry instanceof ClassEntry used && isMissing(used.asInternalName(), there)) {
              missing.add(name + " uses " + used.asInternalName());
            }
          }
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  /// Lambda's own runtime brings its interfaces, and the JDK its classes.
  private static boolean isMissing(String used, Set<String> there) {
    return !used.startsWith("[")
        && !used.startsWith("java/")
        && !used.startsWith("javax/")
        && !used.startsWith("com/amazonaws/services/lambda/runtime/")
        && !there.contains(used + ".class");
  }
}
