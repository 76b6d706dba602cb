"""Uses the server at AWS_ENDPOINT_URL through boto3, as programs do.

Usage: boto3_client.py NAME. NAME is a function below. The exit status is 0 if all checks succeeded.
"""

import random
import sys
from datetime import datetime, timezone
from decimal import Decimal

import boto3
from boto3.dynamodb.conditions import Attr, Key
from boto3.dynamodb.types import Binary, TypeDeserializer, TypeSerializer
from botocore.exceptions import ClientError

client = boto3.client('dynamodb')
resource = boto3.resource('dynamodb')


def make_table(name, **more):
    table = resource.create_table(
        TableName=name,
        BillingMode='PAY_PER_REQUEST',
        AttributeDefinitions=[{'AttributeName': 'id', 'AttributeType': 'S'}, {'AttributeName': 'n', 'AttributeType': 'N'}],
        KeySchema=[{'AttributeName': 'id', 'KeyType': 'HASH'}, {'AttributeName': 'n', 'KeyType': 'RANGE'}],
        **more)
    table.wait_until_exists()
    return table


def same(actual, expected):
    if actual != expected:
        raise AssertionError(f'{actual!r} is not {expected!r}')


def refused(code, call, **request):
    try:
        call(**request)
    except ClientError as error:
        same(error.response['Error']['Code'], code)
        return error.response
    raise AssertionError(f'not refused: {request}')


def resources():
    """Checks the methods of a table, conditions built in Python, and a round trip of every type."""
    table = make_table('resources')
    item = {
        'id': 'a', 'n': Decimal('1.5'), 'text': 'ä\U0001f695', 'bytes': Binary(b'\x00\xff'), 'true': True, 'null': None,
        'list': [Decimal(1), 'b', {'c': []}], 'map': {'status': 'x', 'empty': ''}, 'texts': {'a', 'b'},
        'numbers': {Decimal(1), Decimal('-0.1')}, 'binaries': {Binary(b'a'), Binary(b'b')},
    }
    table.put_item(Item=item)
    same(table.get_item(Key={'id': 'a', 'n': Decimal('1.5')})['Item'], item)
    same(TypeDeserializer().deserialize(TypeSerializer().serialize(item)), item)
    same(client.get_item(TableName='resources', Key={'id': {'S': 'a'}, 'n': {'N': '1.50'}})['Item']['map'],
         TypeSerializer().serialize(item['map']))
    missing = Attr('text').not_exists() | Attr('map.status').ne('x')
    refused('ConditionalCheckFailedException', table.put_item, Item=item, ConditionExpression=missing)
    condition = (Attr('list[0]').between(1, 2) & Attr('texts').contains('a') & Attr('text').begins_with('ä')
                 & ~Attr('map.status').is_in(['y', 'z']) & Attr('numbers').size().eq(2) & Attr('true').attribute_type('BOOL'))
    answer = table.update_item(
        Key={'id': 'a', 'n': Decimal('1.5')},
        UpdateExpression='SET #m.#s = :y, #l[3] = :one REMOVE #t ADD numbers :more DELETE texts :a',
        ExpressionAttributeNames={'#m': 'map', '#s': 'status', '#l': 'list', '#t': 'text'},
        ExpressionAttributeValues={':y': 'y', ':one': 1, ':more': {Decimal(7)}, ':a': {'a'}},
        ConditionExpression=condition,
        ReturnValues='UPDATED_NEW')
    same(answer['Attributes'], {
        'map': {'status': 'y'}, 'list': [Decimal(1)], 'numbers': {Decimal(1), Decimal('-0.1'), Decimal(7)}, 'texts': {'b'}})
    for n in range(5):
        table.put_item(Item={'id': 'b', 'n': n, 'even': n % 2 == 0})
    found = table.query(
        KeyConditionExpression=Key('id').eq('b') & Key('n').gte(1), FilterExpression=Attr('even').eq(True),
        ProjectionExpression='n', ScanIndexForward=False)
    same([item['n'] for item in found['Items']], [4, 2])
    same((found['Count'], found['ScannedCount']), (2, 4))
    same(table.delete_item(Key={'id': 'b', 'n': 0}, ReturnValues='ALL_OLD')['Attributes']['even'], True)
    table.delete()
    table.wait_until_not_exists()
    refused('ResourceNotFoundException', table.load)


def batches():
    """Checks batch writes of 25 items, of which the last with the same key wins, and batch reads of 100."""
    table = make_table('batches')
    with table.batch_writer(overwrite_by_pkeys=['id', 'n']) as batch:
        for n in range(130):
            batch.put_item(Item={'id': 'a', 'n': n % 120, 'round': n // 120})
        batch.delete_item(Key={'id': 'a', 'n': 119})
    found = resource.batch_get_item(RequestItems={'batches': {
        'Keys': [{'id': 'a', 'n': n} for n in range(25, 125)][:100], 'ProjectionExpression': 'n'}})
    same(sorted(item['n'] for item in found['Responses']['batches']), list(range(25, 119)))
    same(found['UnprocessedKeys'], {})
    same(table.scan(FilterExpression=Attr('round').eq(1), Select='COUNT')['Count'], 10)
    refused('ValidationException', client.batch_write_item, RequestItems={
        'batches': [{'DeleteRequest': {'Key': {'id': {'S': 'a'}, 'n': {'N': '1'}}}}] * 2})


def paginators():
    """Checks pages of queries, scans and tables that are resumed by their token."""
    table = make_table('paginators')
    with table.batch_writer() as batch:
        for n in range(23):
            batch.put_item(Item={'id': 'a', 'n': n})
    query = client.get_paginator('query')
    asked = {'TableName': 'paginators', 'KeyConditionExpression': 'id = :a',
             'ExpressionAttributeValues': {':a': {'S': 'a'}}}
    pages = list(query.paginate(**asked, PaginationConfig={'PageSize': 5}))
    same([len(page['Items']) for page in pages], [5, 5, 5, 5, 3])
    part = query.paginate(**asked, PaginationConfig={'PageSize': 4, 'MaxItems': 10}).build_full_result()
    rest = query.paginate(**asked, PaginationConfig={'StartingToken': part['NextToken']}).build_full_result()
    same([item['n']['N'] for item in part['Items'] + rest['Items']], [str(n) for n in range(23)])
    scanned = []
    for segment in range(3):
        for page in client.get_paginator('scan').paginate(
                TableName='paginators', Segment=segment, TotalSegments=3, PaginationConfig={'PageSize': 7}):
            scanned += [int(item['n']['N']) for item in page['Items']]
    same(sorted(scanned), list(range(23)))
    for number in range(3):
        make_table(f'paginators-{number}')
    names = client.get_paginator('list_tables').paginate(PaginationConfig={'PageSize': 1}).build_full_result()['TableNames']
    same([name for name in names if name.startswith('paginators')],
         ['paginators', 'paginators-0', 'paginators-1', 'paginators-2'])


def transactions():
    """Checks that transactions are atomic, their cancellation reasons, and a token that is sent twice."""
    make_table('transactions')
    key = {'id': {'S': 'a'}, 'n': {'N': '1'}}

    def add(token, by='1'):
        client.transact_write_items(ClientRequestToken=token, TransactItems=[{'Update': {
            'TableName': 'transactions', 'Key': key, 'UpdateExpression': 'ADD times :by',
            'ExpressionAttributeValues': {':by': {'N': by}}}}])

    add('first')
    add('first')
    add('second')
    refused('IdempotentParameterMismatchException', lambda: add('first', '2'))
    put = {'Put': {'TableName': 'transactions', 'Item': {'id': {'S': 'b'}, 'n': {'N': '1'}}}}
    check = {'ConditionCheck': {
        'TableName': 'transactions', 'Key': key, 'ConditionExpression': 'attribute_not_exists(id)',
        'ReturnValuesOnConditionCheckFailure': 'ALL_OLD'}}
    cancelled = refused('TransactionCanceledException', client.transact_write_items, TransactItems=[put, check])
    same([reason['Code'] for reason in cancelled['CancellationReasons']], ['None', 'ConditionalCheckFailed'])
    same(cancelled['CancellationReasons'][1]['Item']['times'], {'N': '2'})
    answers = client.transact_get_items(TransactItems=[
        {'Get': {'TableName': 'transactions', 'Key': each}} for each in (key, {'id': {'S': 'b'}, 'n': {'N': '1'}})])
    same([answer.get('Item', {}).get('times') for answer in answers['Responses']], [{'N': '2'}, None])


def streams():
    """Checks what a reader of a stream reads from TRIM_HORIZON and from LATEST."""
    table = make_table('streams', StreamSpecification={'StreamEnabled': True, 'StreamViewType': 'NEW_AND_OLD_IMAGES'})
    reader = boto3.client('dynamodbstreams')
    arn = reader.list_streams(TableName='streams')['Streams'][0]['StreamArn']
    same(arn, table.latest_stream_arn)
    shard, = reader.describe_stream(StreamArn=arn)['StreamDescription']['Shards']

    def iterator(kind, **more):
        return reader.get_shard_iterator(
            StreamArn=arn, ShardId=shard['ShardId'], ShardIteratorType=kind, **more)['ShardIterator']

    latest = iterator('LATEST')
    table.put_item(Item={'id': 'a', 'n': 1})
    table.put_item(Item={'id': 'a', 'n': 1})
    table.update_item(Key={'id': 'a', 'n': 1}, UpdateExpression='SET s = :s', ExpressionAttributeValues={':s': 't'})
    table.delete_item(Key={'id': 'a', 'n': 1})
    records = reader.get_records(ShardIterator=latest)['Records']
    same([record['eventName'] for record in records], ['INSERT', 'MODIFY', 'REMOVE'])
    same(records[1]['dynamodb']['OldImage'], {'id': {'S': 'a'}, 'n': {'N': '1'}})
    same(records[1]['dynamodb']['NewImage']['s'], {'S': 't'})
    after = iterator('AFTER_SEQUENCE_NUMBER', SequenceNumber=records[0]['dynamodb']['SequenceNumber'])
    same(reader.get_records(ShardIterator=after, Limit=1)['Records'], records[1:2])
    same(reader.get_records(ShardIterator=iterator('TRIM_HORIZON'))['Records'], records)


def lab():
    """Sends the requests of the workshop's scripts: a trip is booked, accepted and completed, each conditionally."""
    client.create_table(
        TableName='aws-db-workshop-trips',
        BillingMode='PAY_PER_REQUEST',
        AttributeDefinitions=[{'AttributeName': name, 'AttributeType': 'S'}
                              for name in ('riderid', 'tripinfo', 'DRIVER_EMAIL', 'DROPOFF_DATETIME')],
        KeySchema=[{'AttributeName': 'riderid', 'KeyType': 'HASH'}, {'AttributeName': 'tripinfo', 'KeyType': 'RANGE'}],
        GlobalSecondaryIndexes=[{
            'IndexName': 'trips-driver-GSI1',
            'KeySchema': [{'AttributeName': 'DRIVER_EMAIL', 'KeyType': 'HASH'},
                          {'AttributeName': 'DROPOFF_DATETIME', 'KeyType': 'RANGE'}],
            'Projection': {'ProjectionType': 'KEYS_ONLY'}}])
    client.get_waiter('table_exists').wait(TableName='aws-db-workshop-trips')
    enabled = client.update_table(
        TableName='aws-db-workshop-trips',
        StreamSpecification={'StreamEnabled': True, 'StreamViewType': 'NEW_AND_OLD_IMAGES'})
    # The lab extracts the label of the stream from its ARN.
    datetime.fromisoformat(enabled['TableDescription']['LatestStreamArn'].split('/')[3])

    table = resource.Table('aws-db-workshop-trips')
    number = random.randint(1000000, 9999999)
    pickup = datetime.now(timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ')
    key = {'riderid': 'person69257@example.com', 'tripinfo': f'{pickup},{number}'}

    def step(former, attributes):
        condition = Attr('STATUS').eq(former) if former else Attr('STATUS').not_exists()
        return table.update_item(
            Key=key,
            UpdateExpression='SET ' + ', '.join(f'#{name} = :{name}' for name in attributes),
            ExpressionAttributeNames={f'#{name}': name for name in attributes},
            ExpressionAttributeValues={f':{name}': value for name, value in attributes.items()},
            ConditionExpression=condition,
            ReturnValues='ALL_NEW')['Attributes']

    booking = {
        'STATUS': 'Booked', 'RIDER_ID': 69257, 'RIDER_NAME': 'person69257', 'RIDER_EMAIL': key['riderid'],
        'RIDER_MOBILE': '+11609467790', 'PICKUP_DATETIME': pickup, 'ID': number}
    accepting = {
        'STATUS': 'InProgress', 'DRIVER_ID': 528204, 'DRIVER_NAME': 'driver528204',
        'DRIVER_EMAIL': 'driver528204@taxi.com', 'driverid': 'driver528204@taxi.com', 'DRIVER_MOBILE': '+11185992795',
        'VEHICLE_ID': 'PXX248130', 'CAB_TYPE_ID': 2, 'VENDOR_ID': 2, 'TRIP_TYPE': 2, 'STORE_AND_FWD_FLAG': 'N',
        'PICKUP_LONGITUDE': Decimal('-73.496113'), 'PICKUP_LATITUDE': Decimal('40.664146'), 'ID': number,
        'DriverDetails': '{"Name": "driver528204", "Vehicle Details": {"id": "PXX248130", "type": "green"}}'}
    completing = {
        'STATUS': 'Completed', 'DROPOFF_DATETIME': pickup, 'DROPOFF_LONGITUDE': Decimal('-73.527485'),
        'DROPOFF_LATITUDE': Decimal('40.665024'), 'PASSENGER_COUNT': 3, 'TRIP_DISTANCE': 32, 'RATE_CODE_ID': 4,
        'PAYMENT_TYPET': 3, 'FARE_AMOUNT': Decimal('142.96'), 'EXTRA': Decimal('0.3'), 'MTA_TAX': Decimal('0.4'),
        'TIP_AMOUNT': Decimal('4.92'), 'TOLLS_AMOUNT': Decimal('4.4'), 'IMPROVEMENT_SURCHARGE': Decimal('0.3'),
        'TOTAL_AMOUNT': Decimal('14.18'), 'ID': number}

    same(step(None, booking), {**key, **booking})
    refused('ConditionalCheckFailedException', step, former=None, attributes=booking)
    refused('ConditionalCheckFailedException', step, former='InProgress', attributes=completing)
    step('Booked', accepting)
    refused('ConditionalCheckFailedException', step, former='Booked', attributes=accepting)
    same(step('InProgress', completing), {**key, **booking, **accepting, **completing})
    found = table.query(
        IndexName='trips-driver-GSI1', KeyConditionExpression=Key('DRIVER_EMAIL').eq('driver528204@taxi.com'))
    same(found['Items'], [{**key, 'DRIVER_EMAIL': 'driver528204@taxi.com', 'DROPOFF_DATETIME': pickup}])


if __name__ == '__main__':
    {test.__name__: test for test in (resources, batches, paginators, transactions, streams, lab)}[sys.argv[1]]()
