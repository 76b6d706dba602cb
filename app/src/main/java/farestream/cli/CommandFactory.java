package farestream.cli;

import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;

/// Instantiates command classes and injects their constructor parameters by type.
///
/// @param dependencies the objects that constructors can ask for, by type
public record CommandFactory(Map<Class<?>, Object> dependencies) implements IFactory {

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (!type.isAnnotationPresent(Command.class)) {
      return CommandLine.defaultFactory().create(type);
    }
    var constructor = type.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    return type.cast(
        constructor.newInstance(
            Stream.of(constructor.getParameterTypes()).map(this::require).toArray()));
  }

  private Object require(Class<?> type) {
    var dependency = dependencies.get(type);
    if (dependency == null) {
      throw new IllegalArgumentException("no dependency of type " + type.getSimpleName());
    }
    return dependency;
  }
}
