package farestream.dynamodb.table;

public record KeyAttribute(String name, KeyType type) {}
