"""Random histories for a reference that supports less of the expression language."""

from histories import TYPES, Histories


class PlainHistories(Histories):
    """Valid requests, in the part of the expression language that moto supports well."""

    def maybe(self, probability):
        # Choices with a low probability are mistakes.
        return probability > 0.1 and super().maybe(probability)

    def value(self, type, depth=0):
        # moto returns numbers in Python's format.
        return {'N': str(self.random.randint(-20, 20))} if type == 'N' else super().value(type, depth)

    def steps(self, type=None, deep=0):
        names = [name for name, usual in TYPES.items() if type is None or usual == type]
        name = self.random.choice(names or ['s1'])
        return [name], TYPES[name]

    def condition(self, parameters, depth=0):
        random = self.random
        kind = random.choice(['AND', 'OR', 'NOT', 'one', 'one', 'one'])
        if depth < 2 and kind == 'NOT':
            return f'NOT ({self.condition(parameters, depth + 1)})'
        if depth < 2 and kind != 'one':
            return f'({self.condition(parameters, depth + 1)}) {kind} ({self.condition(parameters, depth + 1)})'
        path, type = self.path(parameters, random.choice(['S', 'N']))
        value = parameters.value(self.value(type))
        return random.choice([f'attribute_exists({path}) OR {path} = {value}',
                              f'attribute_not_exists({path}) OR {path} <> {value}',
                              f'{path} = {value}', f'{path} > {value}', f'{path} <= {value}'])

    def part(self, key):
        """Returns an action without a condition if the stream is compared: moto's stream keeps the
        records of a transaction that was cancelled."""
        while True:
            part = super().part(key)
            (kind, fields), = part.items()
            if 'StreamSpecification' not in self.table.request or 'ConditionExpression' not in fields:
                return part

    def get_item(self):
        return self.request(Key=self.key())

    def transact_get_items(self):
        # moto ignores the projection and returns whole items.
        return {'TransactItems': [
            {'Get': {'TableName': self.table.name, 'Key': key}} for key in self.distinct_keys()]}

    def action(self, parameters, kind, path, type):
        if kind != 'SET' or type not in ('N', 'L'):
            return f'{path} = {parameters.value(self.value(type))}' if kind == 'SET' else super().action(
                parameters, kind, path, type)
        default = f'if_not_exists({path}, {parameters.value(self.value(type))})'
        other = parameters.value(self.value(type))
        return f'{path} = {default} + {other}' if type == 'N' else f'{path} = list_append({default}, {other})'
