"""Sends random histories of requests to two DynamoDB servers and compares their responses.

dynalite is the reference for items, expressions, queries and scans; moto for transactions and streams. If there is a
difference that known_differences.py doesn't explain, it is printed with its seed, and the exit status is 1.
"""

import argparse
import collections
import http.client
import json
import random
import sys
import time
from decimal import Decimal, InvalidOperation

from histories import Histories, Table
from known_differences import KNOWN, Difference
from plain_histories import PlainHistories

ITEM_STEPS = ['PutItem'] * 5 + ['UpdateItem'] * 8 + ['DeleteItem'] * 2 + ['GetItem'] * 2 + ['Query'] * 5 + [
    'Scan', 'Scan', 'BatchGetItem', 'BatchWriteItem']
TRANSACTION_STEPS = ['PutItem'] * 3 + ['UpdateItem'] * 2 + ['DeleteItem', 'BatchWriteItem'] + [
    'TransactWriteItems'] * 8 + ['TransactGetItems'] * 2 + ['GetItem']
STEPS_OF_A_HISTORY = 80


class Refusal(Exception):
    def __init__(self, answer):
        super().__init__(answer)
        self.answer = answer


class Connection:
    """A connection without an SDK, which would take more CPU time than both servers."""

    def __init__(self, endpoint, access_key):
        self.connection = http.client.HTTPConnection(endpoint.removeprefix('http://').rstrip('/'), timeout=60)
        self.access_key = access_key

    def call(self, operation, request, streams=False):
        service = 'DynamoDBStreams_20120810' if streams else 'DynamoDB_20120810'
        self.connection.request('POST', '/', json.dumps(request).encode(), {
            'Content-Type': 'application/x-amz-json-1.0',
            'X-Amz-Target': f'{service}.{operation}',
            'X-Amz-Date': '20260301T000000Z',
            'Authorization': f'AWS4-HMAC-SHA256 Credential={self.access_key}/20260301/us-east-1/dynamodb/aws4_request, '
                             'SignedHeaders=host;x-amz-date;x-amz-target, Signature=0',
        })
        response = self.connection.getresponse()
        body = response.read()
        if response.status == 500 and not body.startswith(b'{'):
            raise Refusal({'__type': 'InternalServerError', 'message': 'a page of HTML'})
        answer = json.loads(body)
        if response.status != 200:
            raise Refusal(answer)
        return answer


def normal_value(value):
    """Returns a value in normal form: the order of a set and the format of a number have no meaning."""
    (type, content), = value.items()
    if type == 'L':
        return {'L': [normal_value(element) for element in content]}
    if type == 'M':
        return {'M': normal_item(content)}
    if type == 'N':
        return {'N': normal_number(content)}
    if type == 'NS':
        return {'NS': sorted(map(normal_number, content))}
    if type in ('SS', 'BS'):
        return {type: sorted(content)}
    return value


def normal_number(text):
    try:
        sign, digits, exponent = Decimal(text).as_tuple()
    except InvalidOperation:
        return text
    digits = ''.join(map(str, digits)).lstrip('0')
    stripped = digits.rstrip('0')
    return f'{"-" * sign}{stripped}E{exponent + len(digits) - len(stripped)}' if stripped else '0'


def normal_item(item):
    return {name: normal_value(value) for name, value in sorted(item.items())}


def text(value):
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def multiset(items):
    return sorted((normal_item(item) for item in items), key=text)


def failure(answer):
    failed = {
        'error': answer.get('__type', '').rpartition('#')[2],
        'message': answer.get('message', answer.get('Message')),
    }
    if 'CancellationReasons' in answer:
        failed['reasons'] = [
            {'Code': reason.get('Code'), 'Item': normal_item(reason['Item']) if reason.get('Item') else None}
            for reason in answer['CancellationReasons']]
    if 'Item' in answer:
        failed['Item'] = normal_item(answer['Item'])
    return failed


class Server:
    def __init__(self, name, endpoint, access_key):
        self.name = name
        self.connection = Connection(endpoint, access_key)

    def ask(self, operation, **request):
        return self.connection.call(operation, request)

    def stream(self, operation, **request):
        return self.connection.call(operation, request, streams=True)

    def call(self, step, request):
        """Returns the response or the error in a form that can be compared."""
        try:
            if step == 'Query':
                return self.all_pages('Query', request)
            if step == 'Scan':
                return self.all_segments(request)
            answer = self.ask(step, **request)
        except Refusal as refusal:
            return failure(refusal.answer)
        return self.normal(step, answer)

    def normal(self, step, answer):
        if not answer.get('ItemCollectionMetrics', True):
            # moto returns it even if it wasn't requested.
            del answer['ItemCollectionMetrics']
        for name in ('Item', 'Attributes'):
            if name in answer:
                answer[name] = normal_item(answer[name])
        if step == 'BatchGetItem':
            answer['Responses'] = {table: multiset(items) for table, items in answer['Responses'].items()}
        if step == 'TransactGetItems':
            answer['Responses'] = [
                normal_item(part['Item']) if part.get('Item') else None for part in answer['Responses']]
        return answer

    def all_pages(self, operation, request):
        pages = []
        units = 0
        request = dict(request)
        while True:
            page = self.ask(operation, **request)
            pages.append({
                'Items': [normal_item(item) for item in page.get('Items', [])],
                'Count': page['Count'],
                'ScannedCount': page['ScannedCount'],
                'LastEvaluatedKey': normal_item(page['LastEvaluatedKey']) if 'LastEvaluatedKey' in page else None,
            })
            # DynamoDB counts a unit for a read that finds nothing; dynalite doesn't.
            if page['ScannedCount'] > 0:
                units += page.get('ConsumedCapacity', {}).get('CapacityUnits', 0)
            if 'LastEvaluatedKey' not in page:
                return {'pages': pages, 'ConsumedCapacity': units}
            if len(pages) > 500:
                raise AssertionError(f'the pages of {text(request)} have no end')
            request['ExclusiveStartKey'] = page['LastEvaluatedKey']

    def all_segments(self, request):
        total = request.get('TotalSegments')
        if total is None:
            return self.all_pages('Scan', request)
        # Each server assigns items to segments in its own way, so the capacity of a segment isn't compared.
        segments = [self.all_pages('Scan', {**request, 'Segment': segment}) for segment in range(total)]
        return {'pages': [page for segment in segments for page in segment['pages']]}

    def create(self, request):
        try:
            self.ask('CreateTable', **request)
        except Refusal as refusal:
            raise AssertionError(f'{self.name} refuses the table {text(request)}: {refusal.answer}') from refusal
        while True:
            table = self.ask('DescribeTable', TableName=request['TableName'])['Table']
            if table['TableStatus'] == 'ACTIVE':
                return table
            time.sleep(0.005)

    def delete(self, table):
        self.ask('DeleteTable', TableName=table.name)

    def items(self, table):
        pages = self.all_pages('Scan', {'TableName': table.name, 'ConsistentRead': True})['pages']
        return multiset([item for page in pages for item in page['Items']])

    def records(self, arn):
        """Returns the stream records of each item in order."""
        records = collections.defaultdict(list)
        for shard in self.stream('DescribeStream', StreamArn=arn)['StreamDescription']['Shards']:
            iterator = self.stream(
                'GetShardIterator', StreamArn=arn, ShardId=shard['ShardId'], ShardIteratorType='TRIM_HORIZON')['ShardIterator']
            while iterator:
                page = self.stream('GetRecords', ShardIterator=iterator)
                for record in page['Records']:
                    change = record['dynamodb']
                    summary = {'eventName': record['eventName'], 'view': change['StreamViewType']}
                    for image in ('OldImage', 'NewImage'):
                        if image in change:
                            summary[image] = normal_item(change[image])
                    records[text(normal_item(change['Keys']))].append(summary)
                iterator = page.get('NextShardIterator') if page['Records'] else None
        return dict(records)


class Comparison:
    """The comparison of two servers: what was compared and what differed."""

    def __init__(self, ours, reference):
        self.ours = ours
        self.reference = reference
        self.compared = collections.Counter()
        self.refused = collections.Counter()
        self.texts = collections.Counter()
        self.failures = collections.Counter()
        self.known = collections.Counter()
        self.unexplained = []
        # Tables with a stream that contains records of writes that were sent to only one server.
        self.aligned = set()

    def history(self, seed, steps):
        if self.reference.name == 'moto':
            # Its records have binary keys that are encoded twice.
            table = Table(random.Random(seed), f'history-{seed}', key_types='SN', stream=seed % 2 == 0)
        else:
            table = Table(random.Random(seed), f'history-{seed}')
        descriptions = [server.create(table.request) for server in (self.ours, self.reference)]
        kind = PlainHistories if self.reference.name == 'moto' else Histories
        histories = kind(random.Random(seed + 0.5), table)
        chosen = random.Random(seed + 0.25)
        try:
            for _ in range(steps):
                step = chosen.choice(TRANSACTION_STEPS if self.reference.name == 'moto' else ITEM_STEPS)
                request = histories.next(step)
                if not self.step(seed, table, step, request):
                    return
            self.compare(seed, table, 'items', {}, *[server.items(table) for server in (self.ours, self.reference)])
            if 'StreamSpecification' in table.request and table not in self.aligned:
                self.compare_streams(seed, table, descriptions)
        finally:
            for server in (self.ours, self.reference):
                server.delete(table)

    def step(self, seed, table, step, request):
        """Compares one request. Returns False if the reference failed and can't continue."""
        ours = self.ours.call(step, request)
        theirs = self.reference.call(step, request)
        if theirs.get('error') == 'InternalServerError':
            self.failures[theirs['message']] += 1
            return False
        consumed = [answer.pop('ConsumedCapacity', None) for answer in (ours, theirs)]
        if 'error' not in ours and 'error' not in theirs and self.reference.name == 'dynalite':
            self.compare(seed, table, 'capacity', request, *consumed)
        if 'error' in ours:
            self.refused[(ours['error'], shape(ours['message']))] += 1
        same = self.compare(seed, table, step, request, ours, theirs)
        if step in ('PutItem', 'UpdateItem') and not {'error'} & {*ours, *theirs}:
            key = request.get('Key') or table.key_of(request['Item'])
            written = [server.call('GetItem', {'TableName': table.name, 'Key': key, 'ConsistentRead': True})
                       for server in (self.ours, self.reference)]
            same &= self.compare(seed, table, 'written', request, *written)
        if not same:
            self.align(table)
        return True

    def compare_streams(self, seed, table, descriptions):
        ours, theirs = [
            server.records(description['LatestStreamArn'])
            for server, description in zip((self.ours, self.reference), descriptions)]
        for key in sorted({*ours, *theirs}):
            self.compare(seed, table, 'records', {'key': key, 'stream': table.request['StreamSpecification']},
                         ours.get(key), theirs.get(key))

    def compare(self, seed, table, step, request, ours, theirs):
        """Compares two responses. Returns whether both servers have the same items afterwards."""
        self.compared[step] += 1
        difference = Difference(self.reference.name, table, step, request, ours, theirs, self)
        if difference.is_only_text():
            self.texts[(step, ours['error'], shape(ours['message']), shape(theirs['message']))] += 1
            return True
        if difference.is_none():
            return True
        for known in KNOWN[self.reference.name]:
            if known.explains(difference):
                self.known[known.name] += 1
                break
        else:
            difference.before()
            self.unexplained.append((seed, difference))
        return False

    def align(self, table):
        """Copies our items to the reference, so that one difference doesn't cause others."""
        ours, theirs = self.ours.items(table), self.reference.items(table)
        if ours == theirs:
            return
        self.aligned.add(table)
        for item in theirs:
            if item not in ours:
                self.reference.ask('DeleteItem', TableName=table.name, Key=table.key_of(item))
        for item in ours:
            if item not in theirs:
                try:
                    self.reference.ask('PutItem', TableName=table.name, Item=item)
                except Refusal:
                    # The reference refuses this item.
                    self.ours.ask('DeleteItem', TableName=table.name, Key=table.key_of(item))

    def item_before(self, table, key, ours_refused):
        """Returns the item before one server changed it and the other refused to."""
        server = self.ours if ours_refused else self.reference
        try:
            return server.ask('GetItem', TableName=table.name, Key=key, ConsistentRead=True).get('Item')
        except Refusal:
            return None

    def report(self):
        print(f'compared with {self.reference.name}: {sum(self.compared.values())} '
              f'({", ".join(f"{step} {count}" for step, count in sorted(self.compared.items()))})')
        print(f'of these, refused by ours: {sum(self.refused.values())}')
        for (error, message), count in self.refused.most_common(30):
            print(f'  {count} {error} {message[:100]}')
        for message, count in self.failures.most_common():
            print(f'histories that ended because of an internal error of {self.reference.name}, {count} times: {message}')
        for known in KNOWN[self.reference.name]:
            if self.known[known.name]:
                print(f'known difference, {self.known[known.name]} times: {known.name}: {known.explanation}')
        for (step, error, ours, theirs), count in self.texts.most_common():
            print(f'different message, {count} times, {step} {error}:\n  ours   {ours}\n  theirs {theirs}')
        for seed, difference in self.unexplained[:20]:
            print(f'UNEXPLAINED, seed {seed}, {difference.step} of {text(difference.request)}\n'
                  f'  table  {text(difference.table.request)}\n'
                  f'  before {text(difference.before())}\n'
                  f'  ours   {text(difference.ours)}\n  theirs {text(difference.theirs)}')
        print(f'unexplained: {len(self.unexplained)}')


def shape(message):
    """Returns the start of a message, to count similar ones together."""
    return (message or '')[:160]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--ours', required=True, help='endpoint of the server under test')
    parser.add_argument('--access-key', required=True, help='access key id of the server under test')
    parser.add_argument('--dynalite', help='endpoint of dynalite (default: not compared)')
    parser.add_argument('--moto', help='endpoint of moto (default: not compared)')
    parser.add_argument('--seed', type=int, default=1, help='seed of the first history (default: 1)')
    parser.add_argument('--histories', type=int, help='number of histories (default: as many as --seconds allows)')
    parser.add_argument('--seconds', type=float, default=8, help='seconds for each reference (default: 8)')
    arguments = parser.parse_args()
    failed = False
    for name, endpoint in (('dynalite', arguments.dynalite), ('moto', arguments.moto)):
        if endpoint is None:
            continue
        comparison = Comparison(
            Server('ours', arguments.ours, arguments.access_key), Server(name, endpoint, 'any'))
        end = time.monotonic() + arguments.seconds
        seed = arguments.seed
        while (time.monotonic() < end if arguments.histories is None else seed < arguments.seed + arguments.histories):
            comparison.history(seed, STEPS_OF_A_HISTORY)
            seed += 1
        print(f'seeds {arguments.seed} to {seed - 1}')
        comparison.report()
        failed |= bool(comparison.unexplained) or not comparison.compared
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
