"""Known differences of the reference servers from DynamoDB, with the documentation that our server follows."""

import re

from histories import INDEXED, TYPES

class Difference:
    """The two responses to one request."""

    def __init__(self, reference, table, step, request, ours, theirs, comparison):
        self.reference = reference
        self.table = table
        self.step = step
        self.request = request
        self.ours = ours
        self.theirs = theirs
        self.comparison = comparison
        self.previous_item = None

    def before(self):
        """Returns the item of the request before it was changed, for a request that the servers disagree on."""
        key = self.request.get('Key')
        if key is None and 'Item' in self.request:
            key = self.table.key_of(self.request['Item'])
        if self.previous_item is None and key is not None and self.step != 'capacity':
            self.previous_item = self.comparison.item_before(self.table, key, 'error' in self.ours)
        return self.previous_item

    def expressions(self):
        return ' '.join(str(value) for name, value in self.request.items() if name.endswith('Expression'))

    def texts(self):
        return repr((self.before(), self.request, self.ours, self.theirs))

    def is_only_text(self):
        ours, theirs = self.ours, self.theirs
        return (isinstance(ours, dict) and isinstance(theirs, dict) and 'error' in ours and 'error' in theirs
                and ours.get('message') != theirs.get('message')
                and {**ours, 'message': None} == {**theirs, 'message': None})

    def is_none(self):
        if self.step in ('Query', 'Scan') and 'pages' in self.ours and 'pages' in self.theirs:
            return self.pages_agree()
        return self.ours == self.theirs

    def pages_agree(self):
        ours, theirs = self.ours['pages'], self.theirs['pages']
        if ours == theirs:
            return True
        if self.step == 'Query' and 'IndexName' not in self.request:
            return False
        return totals(ours) == totals(theirs) and (self.step == 'Scan' or self.sort_keys(ours) == self.sort_keys(theirs))

    def sort_keys(self, pages):
        """Returns the sort keys in order. The order of index entries with equal sort keys is undefined."""
        keys = self.table.indexes[self.request['IndexName']]['keys']
        return [repr(item.get(keys[-1])) for page in pages for item in page['Items']]


def totals(pages):
    items = sorted(repr(item) for page in pages for item in page['Items'])
    return items, sum(page['Count'] for page in pages), sum(page['ScannedCount'] for page in pages)


class Known:
    def __init__(self, name, predicate, explanation, of='answers'):
        self.name = name
        self.of = of
        self.predicate = predicate
        self.explanation = explanation

    def explains(self, difference):
        compared = difference.step if difference.step in ('capacity', 'records', 'items') else 'answers'
        return self.of == compared and self.predicate(difference)


def refused_by_ours(difference, message):
    return 'error' in difference.ours and 'error' not in difference.theirs and message in difference.ours['message']


def capacity_of_indexes(difference):
    ours, theirs = difference.ours, difference.theirs
    return difference.table.indexes and isinstance(ours, dict) and ours.get('Table') == theirs.get('Table')


def nothing_updated(difference):
    return (difference.request.get('ReturnValues') in ('UPDATED_OLD', 'UPDATED_NEW')
            and difference.theirs == {'Attributes': {}} and difference.ours == {})


def surrogates(difference):
    """Returns whether strings are compared whose order in UTF-16 differs from that of their bytes in UTF-8."""
    texts = difference.texts()
    # Items that a filter removed don't appear in the responses.
    enough = any if difference.step in ('Query', 'Scan') else all
    return enough(character in texts for character in ('\U0001f695', '\uffee')) and any(
        operator in difference.expressions() for operator in ('<', '>', 'BETWEEN'))


def equal_when_missing(difference):
    """Returns whether two paths are compared of which one may be missing."""
    names = difference.request.get('ExpressionAttributeNames', {})
    there = difference.before() or {}
    return any(names.get(left, left) not in there or names.get(right, right) not in there
               for left, right in re.findall(rf'({PATH}) (?:=|<>|<=|>=|<|>) ({PATH})', difference.expressions()))


def equal_documents(difference):
    """Returns whether lists or maps are compared."""
    return (re.search(r'( = | <> | IN |contains)', difference.expressions())
            and re.search(r"\{'[LM]': ", str(difference.request.get('ExpressionAttributeValues'))))


def false_taken_for_missing(difference):
    tested = str(difference.request.get('ExpressionAttributeValues'))
    return (' IN ' in difference.expressions() and "{'BOOL': False}" in tested
            or 'attribute_type' in difference.expressions() and "{'S': 'BOOL'}" in tested)


def size_of_text(difference):
    unseen = difference.step in ('Query', 'Scan')
    return 'size(' in difference.expressions() and (unseen or not difference.texts().isascii())


def search_in_binary(difference):
    names = {**TYPES, **INDEXED, **difference.table.key}
    for operands in re.findall(r'(?:contains|begins_with)\(([^,]+), ([^)]+)\)', difference.expressions()):
        for operand in operands:
            value = difference.request.get('ExpressionAttributeValues', {}).get(operand, {})
            if 'B' in value or names.get(re.split(r'[.\[]', operand)[0].lstrip('#'), '').startswith('B'):
                return True
    return False


def is_part(part, whole):
    return part == whole or (isinstance(part, dict) and isinstance(whole, dict) and all(
        name in whole and is_part(value, whole[name]) for name, value in part.items()))


def unchanged_left_out(difference):
    ours, theirs = difference.ours.get('Attributes', {}), difference.theirs.get('Attributes', {})
    return (difference.request.get('ReturnValues') in ('UPDATED_OLD', 'UPDATED_NEW')
            and is_part(theirs, ours))


def keys_among_the_updated(difference):
    return difference.request.get('ReturnValues') == 'UPDATED_NEW' and difference.theirs.get('Attributes') == {
        **difference.ours.get('Attributes', {}), **difference.table.key_of(difference.theirs.get('Attributes', {}))}


def superfluous_records(difference):
    """Returns whether their records are ours plus superfluous ones: a duplicate INSERT, or a MODIFY
    whose images are equal or not both available."""
    ours, theirs = list(difference.ours or []), difference.theirs or []
    for record, following in zip(theirs, [*theirs[1:], None]):
        if record['eventName'] == 'INSERT' and following and following['eventName'] == 'INSERT':
            continue
        if ours and ours[0] == record:
            ours.pop(0)
        elif record['eventName'] != 'MODIFY' or (
                record['view'] == 'NEW_AND_OLD_IMAGES' and record['OldImage'] != record['NewImage']):
            return False
    return not ours


def consistent_scan(difference):
    return (difference.request.get('ConsistentRead') and 'KeyConditionExpression' not in difference.request
            and difference.ours == 2 * difference.theirs)


def fetched_from_the_table(difference):
    index = difference.table.indexes.get(difference.request.get('IndexName'))
    return (index is not None and index['local'] and index['projection']['ProjectionType'] != 'ALL'
            and ('ProjectionExpression' in difference.request or difference.request.get('Select') == 'ALL_ATTRIBUTES'))


def excess_digits(value):
    """Returns whether a number has more than DynamoDB's 38 digits."""
    if isinstance(value, dict):
        return any(map(excess_digits, value.values()))
    if isinstance(value, list):
        return any(map(excess_digits, value))
    return isinstance(value, str) and re.fullmatch(r'-?\d{39,}E-?\d+', value) is not None


# A document path, but not an expression attribute value.
PATH = r'(?<![\w:#.\]])[\w#][\w#.\[\]]*'

OF_DYNALITE = [
    Known('capacity of indexes', capacity_of_indexes,
          'dynalite counts only the units of the table; DynamoDB adds those of the indexes ("Using Global '
          'Secondary Indexes in DynamoDB", write capacity units)', of='capacity'),
    Known('nothing updated', nothing_updated,
          'dynalite returns an empty Attributes, which SDKs read as absent, for an update whose paths are all missing; '
          'according to "UpdateItem" of the API Reference, only existing attributes are returned'),
    Known('not projected', lambda difference: refused_by_ours(difference, 'does not project'),
          'a global index can return only the attributes that it projects ("Using Global Secondary Indexes in '
          'DynamoDB"); dynalite silently omits the others'),
    Known('consistent read of a global index',
          lambda difference: refused_by_ours(difference, 'Consistent reads are not supported on global secondary'),
          'DynamoDB refuses it according to "Scan" of the API Reference, ConsistentRead; dynalite refuses it only in '
          'queries'),
    Known('order of surrogates', surrogates,
          'strings are ordered by their bytes in UTF-8 ("Supported data types and naming rules in Amazon DynamoDB"); '
          'dynalite orders them by UTF-16'),
    Known('more than 38 digits', lambda difference: excess_digits(difference.theirs),
          'numbers have up to 38 digits ("Supported data types and naming rules in Amazon DynamoDB"); dynalite '
          'keeps more digits after an addition, ours rounds, see docs/dynamodb.md'),
    Known('operand types', lambda difference: 'error' in difference.ours and re.match(
        r'Invalid \w+: Incorrect operand type for operator or function; operator or function: [<>]',
        difference.ours['message']),
          'order is defined for strings, numbers and binaries only ("Condition and filter expressions, operators, '
          'and functions in DynamoDB"), and DynamoDB refuses other types with this message; dynalite evaluates to '
          'false'),
    Known('empty index key', lambda difference: refused_by_ours(
        difference, 'A value specified for a secondary index key is not supported'),
          'a key attribute of an index cannot be empty ("Supported data types and naming rules in Amazon DynamoDB"); '
          'dynalite accepts an empty binary value'),
    Known('two missing attributes', equal_when_missing,
          'dynalite treats two missing attributes as equal; according to "Condition and filter expressions, '
          'operators, and functions in DynamoDB", only values are compared'),
    Known('equality of documents', equal_documents,
          'lists and maps are equal if their contents are equal ("Condition and filter expressions, operators, and '
          'functions in DynamoDB"); dynalite compares the identity of objects'),
    Known('fetched from the table', fetched_from_the_table,
          'a query on a local index fetches attributes that the index does not project from the table ("Local '
          'Secondary Indexes", "Scan" and "Query" of the API Reference, Select); dynalite omits them'),
    Known('false taken for missing', false_taken_for_missing,
          'dynalite treats an attribute with the value false as missing; IN and attribute_type test the value and the '
          'type ("Condition and filter expressions, operators, and functions in DynamoDB")'),
    Known('size of a string', size_of_text,
          'dynalite counts UTF-16 code units; DynamoDB measures strings in bytes of UTF-8 ("Supported data '
          'types and naming rules in Amazon DynamoDB")'),
    Known('consistent scan', consistent_scan,
          'a strongly consistent read consumes twice the units ("DynamoDB read and write operations"); dynalite '
          'ignores it in scans', of='capacity'),
    Known('units of fetches', fetched_from_the_table,
          'the units of items that a query on a local index fetches from the table are rounded up per item ("Local '
          'Secondary Indexes", provisioned throughput considerations); dynalite rounds up their total', of='capacity'),
    Known('search in binary values', search_in_binary,
          'dynalite decodes bytes as UTF-8, in which all invalid bytes are equal; contains and begins_with compare '
          'bytes ("Condition and filter expressions, operators, and functions in DynamoDB")'),
]

OF_MOTO = [
    Known('unchanged attributes', unchanged_left_out,
          'UPDATED_OLD and UPDATED_NEW return the attributes that the update names ("UpdateItem" of the API '
          'Reference); moto returns only those whose value changed, dynalite and ours return all of them'),
    Known('keys among the updated', keys_among_the_updated,
          'UPDATED_NEW returns only updated attributes ("UpdateItem" of the API Reference); moto adds the key'),
    Known('superfluous records', superfluous_records,
          'a write results in one record, or none if it changes nothing ("Change data capture for DynamoDB Streams"); '
          'moto always writes one, and two for an update that creates an item', of='records'),
]

KNOWN = {'dynalite': OF_DYNALITE, 'moto': OF_MOTO}
