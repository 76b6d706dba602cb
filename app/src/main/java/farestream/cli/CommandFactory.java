package farestream.cli;

import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;

/// Makes the commands, which are declared by their classes. A constructor gets what it asks for.
///
/// @param given what a command may ask for, by its type
public record CommandFactory(Map<Class<?>, Object> given) implements IFactory {

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
    var thing = given.get(type);
    if (thing == null) {
      throw new IllegalArgumentException("no command is given a " + type.getSimpleName());
    }
    return thing;
  }
}
