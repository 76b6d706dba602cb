package farestream.dynamodb.expression;

/// A step of a document path: into a map by name or into a list by position.
public sealed interface Step {

  record Name(String name) implements Step {
    @Override
    public String toString() {
      return name;
    }
  }

  record Index(int position) implements Step {
    @Override
    public String toString() {
      return "[" + position + "]";
    }
  }
}
