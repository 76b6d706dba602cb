"""Generates random tables and random histories of requests, each from a seed.

Binary values are in Base64, as in the protocol. The name of an attribute determines its usual type, so that most
requests succeed; one of ten values has another type.
"""

from base64 import b64decode
from decimal import Decimal

# The values of each type in key order.
KEY_VALUES = {
    'S': ['a', 'ab', 'b', 'ä', '\uffee', '\U0001f695'],
    'N': ['-12345678901234567890123456789012345678', '-1.5', '-0.01', '0', '0.01', '1', '2', '10', '1E+50'],
    'B': ['AA==', 'AAA=', 'AQ==', 'fw==', 'gA==', '/w=='],
}
TEXTS = ['a', 'ab', 'abc', 'b', 'ä', '\U0001f695', '\uffee', 'x' * 30, '']
BINARIES = ['AA==', 'YQ==', 'YWI=', 'gA==', '//4=', '']
NUMBERS = ['0', '-0', '1', '1.0', '2', '-1', '10', '1e2', '0.5', '-3.25', '99', '0.1', '0.2',
           '12345678901234567890123456789012345678', '0.12345678901234567890123456789012345678',
           '-99999999999999999999999999999999999999', '1E-130', '9.9999999999999999999999999999999999999E+125',
           '-1E-130', '123456789012345678901234567890', '0.000000000000000000001']
TYPES = {
    's1': 'S', 's2': 'S', 'status': 'S', 'n1': 'N', 'n2': 'N', 'count': 'N', 'b1': 'B', 'bo': 'BOOL', 'nu': 'NULL',
    'ss': 'SS', 'ns': 'NS', 'bs': 'BS', 'l1': 'L', 'l2': 'L', 'm1': 'M', 'm2': 'M',
}
RESERVED = {'status', 'count', 'hash', 'range'}
# The attributes of index keys and their types.
INDEXED = {'ga': 'S', 'gb': 'N', 'gc': 'B', 'gd': 'S'}
IN_MAPS = {'s': 'S', 'n': 'N', 'ns': 'NS', 'ss': 'SS', 'l': 'L', 'm': 'M', 'bo': 'BOOL'}
COMPARATORS = ['=', '<>', '<', '<=', '>', '>=']


class Table:
    """A random table: its key, its indexes, and the request that creates it."""

    def __init__(self, random, name, key_types='SNB', stream=False):
        self.name = name
        self.key = {'hash': random.choice(key_types)}
        if random.random() < 0.8:
            self.key['range'] = random.choice(key_types)
        self.indexes = {}
        used = set()
        request = {
            'TableName': name,
            'BillingMode': 'PAY_PER_REQUEST',
            'KeySchema': schema(list(self.key)),
        }
        if 'range' in self.key:
            for number in range(random.choice([0, 1, 1, 2])):
                keys = ['hash', random.choice(list(INDEXED))]
                used.update(keys)
                self.add_index(random, request, 'LocalSecondaryIndexes', f'local{number}', keys)
        for number in range(random.choice([0, 1, 2, 3])):
            keys = random.sample(list(INDEXED) + list(self.key), random.choice([1, 2, 2]))
            used.update(keys)
            self.add_index(random, request, 'GlobalSecondaryIndexes', f'global{number}', keys)
        used.update(self.key)
        self.types = {name: INDEXED.get(name) or self.key[name] for name in sorted(used)}
        request['AttributeDefinitions'] = [
            {'AttributeName': attribute, 'AttributeType': type} for attribute, type in self.types.items()]
        if stream:
            view = random.choice(['NEW_AND_OLD_IMAGES', 'NEW_IMAGE', 'OLD_IMAGE', 'KEYS_ONLY'])
            request['StreamSpecification'] = {'StreamEnabled': True, 'StreamViewType': view}
        self.request = request

    def add_index(self, random, request, kind, name, keys):
        projection = {'ProjectionType': random.choice(['ALL', 'KEYS_ONLY', 'INCLUDE'])}
        if projection['ProjectionType'] == 'INCLUDE':
            projection['NonKeyAttributes'] = random.sample(sorted(TYPES), 3)
        self.indexes[name] = {'keys': keys, 'projection': projection, 'local': kind.startswith('Local')}
        request.setdefault(kind, []).append(
            {'IndexName': name, 'KeySchema': schema(keys), 'Projection': projection})

    def key_of(self, item):
        return {name: item[name] for name in self.key if name in item}


def schema(names):
    return [{'AttributeName': name, 'KeyType': kind} for name, kind in zip(names, ['HASH', 'RANGE'])]


class Parameters:
    """The expression attribute names and values of one request."""

    def __init__(self, random):
        self.random = random
        self.names = {}
        self.values = {}

    def name(self, name):
        if name in RESERVED or self.random.random() < 0.2:
            placeholder = '#' + name
            self.names[placeholder] = name
            return placeholder
        return name

    def value(self, value):
        for placeholder, known in self.values.items():
            if known == value:
                return placeholder
        placeholder = f':v{len(self.values)}'
        self.values[placeholder] = value
        return placeholder

    def into(self, request):
        if self.names:
            request['ExpressionAttributeNames'] = self.names
        if self.values:
            request['ExpressionAttributeValues'] = self.values
        return request


def order(type, content):
    return Decimal(content) if type == 'N' else b64decode(content) if type == 'B' else content.encode()


def spelled(parameters, steps):
    path = parameters.name(steps[0])
    for step in steps[1:]:
        path += f'[{step}]' if isinstance(step, int) else '.' + parameters.name(step)
    return path


class Histories:
    """Random requests against a table."""

    def __init__(self, random, table):
        self.random = random
        self.table = table

    def next(self, operation):
        makers = {
            'PutItem': self.put_item,
            'UpdateItem': self.update_item,
            'DeleteItem': self.delete_item,
            'GetItem': self.get_item,
            'Query': self.query,
            'Scan': self.scan,
            'BatchGetItem': self.batch_get_item,
            'BatchWriteItem': self.batch_write_item,
            'TransactWriteItems': self.transact_write_items,
            'TransactGetItems': self.transact_get_items,
        }
        return makers[operation]()

    # Values

    def maybe(self, probability):
        return self.random.random() < probability

    def value(self, type, depth=0):
        random = self.random
        if type == 'S':
            return {'S': random.choice(TEXTS[:-1] if random.random() < 0.95 else TEXTS)}
        if type == 'N':
            return {'N': self.number()}
        if type == 'B':
            return {'B': random.choice(BINARIES[:-1] if random.random() < 0.95 else BINARIES)}
        if type == 'BOOL':
            return {'BOOL': random.choice([True, False])}
        if type == 'NULL':
            return {'NULL': True}
        if type == 'SS':
            return {'SS': random.sample(TEXTS[:-1], random.randint(1, 3))}
        if type == 'NS':
            return {'NS': random.sample(['1', '2', '3', '-1', '0.5', '10'], random.randint(1, 4))}
        if type == 'BS':
            return {'BS': random.sample(BINARIES[:-1], random.randint(1, 3))}
        if type == 'L':
            length = random.choice([0, 1, 2, 3, 4]) if depth < 3 else 0
            return {'L': [self.value(self.any_type(depth + 1), depth + 1) for _ in range(length)]}
        names = random.sample(sorted(IN_MAPS), random.randint(0, 4)) if depth < 3 else []
        return {'M': {name: self.usual_value(IN_MAPS[name], depth + 1) for name in names}}

    def number(self):
        if self.maybe(0.4):
            return self.random.choice(NUMBERS)
        if self.maybe(0.2):
            digits = self.random.randint(20, 38)
            number = self.random.randrange(10 ** (digits - 1), 10 ** digits)
            return f'{self.random.choice(["", "-"])}{number}E{self.random.randint(-60, 20)}'
        return str(self.random.randint(-20, 20))

    def any_type(self, depth=0):
        return self.random.choice(
            ['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS'] if depth > 2
            else ['S', 'S', 'N', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M'])

    def usual_value(self, type, depth=0):
        return self.value(self.any_type(depth) if self.maybe(0.1) else type, depth)

    def key_value(self, type, wrong=0.01):
        if self.maybe(wrong):
            return self.value(self.any_type())
        return {type: self.random.choice(KEY_VALUES[type])}

    def key(self):
        key = {name: self.key_value(type) for name, type in self.table.key.items()}
        if self.maybe(0.01):
            key.pop(self.random.choice(sorted(key)))
        if self.maybe(0.01):
            key['s1'] = {'S': 'a'}
        return key

    def item(self):
        item = {name: self.usual_value(TYPES[name]) for name in self.random.sample(sorted(TYPES), self.random.randint(0, 8))}
        for name, type in INDEXED.items():
            if self.maybe(0.8):
                item[name] = self.key_value(type, 0.02)
        item.update(self.key())
        return item

    # Paths

    def path(self, parameters, type=None, deep=0.4):
        """Returns a path and its usual type."""
        steps, at = self.steps(type, deep)
        return spelled(parameters, steps), at

    def steps(self, type=None, deep=0.4):
        random = self.random
        names = {**TYPES, **INDEXED, **self.table.key}
        for _ in range(30):
            name = random.choice(sorted(names))
            at = names[name]
            steps = [name]
            while at in ('L', 'M') and random.random() < deep + (0.3 if type not in (None, at) else 0):
                if at == 'L':
                    steps.append(random.choice([0, 0, 1, 1, 2, 3, 7]))
                    at = random.choice('SNM')
                else:
                    step = random.choice(sorted(IN_MAPS))
                    steps.append(step)
                    at = IN_MAPS[step]
            if type is None or at == type or random.random() < 0.02:
                break
        return steps, at

    # Conditions

    def operand(self, parameters, type, wrong=0.03):
        if self.maybe(0.8):
            return parameters.value(self.value(self.any_type() if self.maybe(wrong) else type))
        return self.path(parameters, type)[0]

    def condition(self, parameters, depth=0):
        random = self.random
        if depth < 3 and self.maybe(0.35):
            kind = random.choice(['AND', 'OR', 'NOT', '()'])
            first = self.condition(parameters, depth + 1)
            if kind == 'NOT':
                # dynalite can't parse NOT NOT.
                return f'NOT ({first})' if first.startswith('NOT') else f'NOT {first}'
            if kind == '()':
                return f'({first})'
            return f'{first} {kind} {self.condition(parameters, depth + 1)}'
        kind = random.choice(
            ['compare'] * 4 + ['exists', 'missing', 'type', 'begins', 'contains', 'between', 'in', 'size'])
        path, type = self.path(parameters)
        if kind == 'compare':
            comparator = random.choice(COMPARATORS if type in ('S', 'N', 'B') else ['=', '<>'])
            operand = self.operand(parameters, type)
            if operand.startswith(':') and self.maybe(0.1):
                return f'{operand} {comparator} {path}'
            return f'{path} {comparator} {operand}'
        if kind == 'exists':
            return f'attribute_exists({path})'
        if kind == 'missing':
            return f'attribute_not_exists({path})'
        if kind == 'type':
            return f'attribute_type({path}, {parameters.value({"S": self.any_type()})})'
        if kind == 'begins':
            path, type = self.path(parameters, random.choice('SB'))
            # The prefix isn't another path because dynalite fails if both are missing.
            return f'begins_with({path}, {parameters.value(self.value(type))})'
        if kind == 'contains':
            path, type = self.path(parameters, random.choice(['S', 'B', 'SS', 'NS', 'BS', 'L']))
            part = random.choice('SN') if type == 'L' else type[0]
            return f'contains({path}, {self.operand(parameters, part)})'
        if kind == 'between':
            path, type = self.path(parameters, random.choice('SNB'))
            return f'{path} BETWEEN {" AND ".join(self.bounds(parameters, type))}'
        if kind == 'in':
            choices = [parameters.value(self.value(type)) for _ in range(random.randint(1, 4))]
            return f'{path} IN ({", ".join(choices)})'
        number = parameters.value({'N': str(random.randint(0, 4))})
        return f'size({path}) {random.choice(COMPARATORS)} {number}'

    def bounds(self, parameters, type):
        type = type if type in ('S', 'N', 'B') else 'S'
        bounds = [self.value(type), self.value(type)]
        if not self.maybe(0.02):
            bounds.sort(key=lambda value: order(type, value[type]))
        return [parameters.value(bound) for bound in bounds]

    # Updates

    def update(self, parameters):
        random = self.random
        clauses = {}
        taken = set()
        for _ in range(random.choice([1, 1, 2, 2, 3, 4])):
            kind = random.choice(['SET'] * 4 + ['REMOVE', 'REMOVE', 'ADD', 'DELETE'])
            wanted = {'ADD': random.choice(['N', 'NS', 'SS', 'BS']), 'DELETE': random.choice(['NS', 'SS', 'BS'])}
            steps, type = self.steps(wanted.get(kind))
            top = steps[0]
            if (top in taken or top in self.table.key) and not self.maybe(0.05):
                continue
            taken.add(top)
            path = spelled(parameters, steps)
            clauses.setdefault(kind, []).append(self.action(parameters, kind, path, type))
        if not clauses:
            clauses['SET'] = [f's1 = {parameters.value({"S": "a"})}']
        return ' '.join(f'{kind} {", ".join(actions)}' for kind, actions in clauses.items())

    def action(self, parameters, kind, path, type):
        random = self.random
        if kind == 'REMOVE':
            return path
        if kind in ('ADD', 'DELETE'):
            return f'{path} {parameters.value(self.usual_value(type))}'
        if type == 'N' and self.maybe(0.6):
            operands = [self.arithmetic(parameters, path), self.arithmetic(parameters, path)]
            return f'{path} = {operands[0]} {random.choice("+-")} {operands[1]}'
        if type == 'L' and self.maybe(0.6):
            parts = [path if self.maybe(0.5) else self.if_not_exists(parameters, path, type),
                     parameters.value(self.usual_value('L'))]
            random.shuffle(parts)
            return f'{path} = list_append({parts[0]}, {parts[1]})'
        if self.maybe(0.2):
            return f'{path} = {self.if_not_exists(parameters, path, type)}'
        if self.maybe(0.15):
            return f'{path} = {self.path(parameters, type)[0]}'
        if path in INDEXED:
            return f'{path} = {parameters.value(self.key_value(type, 0.02))}'
        return f'{path} = {parameters.value(self.usual_value(type))}'

    def if_not_exists(self, parameters, path, type):
        tested = path if self.maybe(0.7) else self.path(parameters, type)[0]
        return f'if_not_exists({tested}, {self.operand(parameters, type)})'

    def arithmetic(self, parameters, path):
        kind = self.random.choice(['path', 'value', 'value', 'other', 'default'])
        if kind == 'path':
            return path
        if kind == 'value':
            return parameters.value(self.usual_value('N'))
        if kind == 'other':
            return self.path(parameters, 'N')[0]
        return self.if_not_exists(parameters, path, 'N')

    def projection(self, parameters):
        paths = [self.path(parameters, deep=0.6)[0] for _ in range(self.random.randint(1, 4))]
        return ', '.join(dict.fromkeys(paths) if self.maybe(0.9) else paths)

    # Requests

    def request(self, **fields):
        fields['TableName'] = self.table.name
        if self.maybe(0.3):
            fields['ReturnConsumedCapacity'] = self.random.choice(['TOTAL', 'INDEXES', 'NONE'])
        return fields

    def write(self, **fields):
        request = self.request(**fields)
        parameters = Parameters(self.random)
        if 'UpdateExpression' in request:
            request['UpdateExpression'] = self.update(parameters)
        if self.maybe(0.35):
            request['ConditionExpression'] = self.condition(parameters)
        return parameters.into(request)

    def put_item(self):
        request = self.write(Item=self.item())
        if self.maybe(0.4):
            request['ReturnValues'] = self.random.choice(['NONE', 'ALL_OLD'])
        return request

    def update_item(self):
        request = self.write(Key=self.key(), UpdateExpression='')
        if self.maybe(0.7):
            request['ReturnValues'] = self.random.choice(
                ['NONE', 'ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW'])
        return request

    def delete_item(self):
        request = self.write(Key=self.key())
        if self.maybe(0.5):
            request['ReturnValues'] = self.random.choice(['NONE', 'ALL_OLD'])
        return request

    def read(self, **fields):
        request = self.request(**fields)
        parameters = Parameters(self.random)
        return request, parameters

    def get_item(self):
        request, parameters = self.read(Key=self.key())
        if self.maybe(0.4):
            request['ProjectionExpression'] = self.projection(parameters)
        if self.maybe(0.3):
            request['ConsistentRead'] = True
        return parameters.into(request)

    def pages(self, request, parameters):
        """Returns the parameters that Query and Scan have in common."""
        if self.maybe(0.5):
            request['FilterExpression'] = self.condition(parameters)
        index = self.table.indexes.get(request.get('IndexName'), {'local': True, 'projection': {}})
        all_there = index['local'] or index['projection']['ProjectionType'] == 'ALL'
        if self.maybe(0.3 if all_there else 0.05):
            request['ProjectionExpression'] = self.projection(parameters)
        elif self.maybe(0.2):
            choices = ['COUNT'] + ['ALL_ATTRIBUTES'] * all_there + ['ALL_PROJECTED_ATTRIBUTES'] * ('IndexName' in request)
            request['Select'] = self.random.choice(choices)
        if self.maybe(0.6):
            request['Limit'] = self.random.choice([1, 2, 3, 5, 100])
        if self.maybe(0.1 if index['local'] else 0.01):
            request['ConsistentRead'] = True
        return parameters.into(request)

    def query(self):
        random = self.random
        request, parameters = self.read()
        keys = list(self.table.key)
        if self.table.indexes and self.maybe(0.6):
            request['IndexName'] = random.choice(sorted(self.table.indexes))
            keys = self.table.indexes[request['IndexName']]['keys']
        types = [self.table.types[key] for key in keys]
        conditions = [f'{parameters.name(keys[0])} = {parameters.value(self.key_value(types[0]))}']
        if len(keys) == 2 and self.maybe(0.6):
            conditions.append(self.range_condition(parameters, keys[1], types[1]))
        if self.maybe(0.1):
            conditions.reverse()
        request['KeyConditionExpression'] = ' AND '.join(conditions)
        if self.maybe(0.6):
            request['ScanIndexForward'] = random.choice([True, False])
        return self.pages(request, parameters)

    def range_condition(self, parameters, key, type):
        name = parameters.name(key)
        kind = self.random.choice(['compare', 'compare', 'between', 'begins'])
        if kind == 'between':
            choices = KEY_VALUES[type]
            low, high = sorted([self.random.randrange(len(choices)), self.random.randrange(len(choices))])
            return (f'{name} BETWEEN {parameters.value({type: choices[low]})} '
                    f'AND {parameters.value({type: choices[high]})}')
        if kind == 'begins' and (type != 'N' or self.maybe(0.1)):
            return f'begins_with({name}, {parameters.value(self.key_value(type))})'
        value = parameters.value(self.key_value(type))
        return f'{name} {self.random.choice(["=", "<", "<=", ">", ">="])} {value}'

    def scan(self):
        request, parameters = self.read()
        if self.table.indexes and self.maybe(0.4):
            request['IndexName'] = self.random.choice(sorted(self.table.indexes))
        if self.maybe(0.3):
            request['TotalSegments'] = self.random.choice([1, 2, 3, 5])
        return self.pages(request, parameters)

    def batch_get_item(self):
        parameters = Parameters(self.random)
        asked = {'Keys': self.distinct_keys()}
        if self.maybe(0.4):
            asked['ProjectionExpression'] = self.projection(parameters)
        if self.maybe(0.2):
            asked['ConsistentRead'] = True
        if parameters.names:
            asked['ExpressionAttributeNames'] = parameters.names
        return {'RequestItems': {self.table.name: asked}}

    def distinct_keys(self):
        keys = []
        for _ in range(self.random.randint(1, 6)):
            key = self.key()
            if key not in keys or self.maybe(0.02):
                keys.append(key)
        return keys

    def batch_write_item(self):
        writes = []
        for key in self.distinct_keys():
            if self.maybe(0.3):
                writes.append({'DeleteRequest': {'Key': key}})
            else:
                writes.append({'PutRequest': {'Item': {**self.item(), **key}}})
        return {'RequestItems': {self.table.name: writes}}

    # Transactions

    def transact_write_items(self):
        return {'TransactItems': [self.part(key) for key in self.distinct_keys()]}

    def part(self, key):
        kind = self.random.choice(['Put', 'Put', 'Update', 'Update', 'Delete', 'ConditionCheck'])
        part = {'TableName': self.table.name}
        parameters = Parameters(self.random)
        if kind == 'Put':
            part['Item'] = {**self.item(), **key}
        else:
            part['Key'] = key
        if kind == 'Update':
            part['UpdateExpression'] = self.update(parameters)
        if kind == 'ConditionCheck' or self.maybe(0.25):
            part['ConditionExpression'] = self.condition(parameters)
            if self.maybe(0.4):
                part['ReturnValuesOnConditionCheckFailure'] = 'ALL_OLD'
        return {kind: parameters.into(part)}

    def transact_get_items(self):
        parts = []
        for key in self.distinct_keys():
            parameters = Parameters(self.random)
            part = {'TableName': self.table.name, 'Key': key}
            if self.maybe(0.3):
                part['ProjectionExpression'] = self.projection(parameters)
                if parameters.names:
                    part['ExpressionAttributeNames'] = parameters.names
            parts.append({'Get': part})
        return {'TransactItems': parts}
