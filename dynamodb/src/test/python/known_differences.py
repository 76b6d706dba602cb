"""What the references do otherwise than DynamoDB, and why ours doesn't follow them."""

import re

from histories import INDEXED, TYPES

class Difference:
    """Two answers to one request."""

    def __init__(self, reference, table, step, request, ours, theirs, comparison):
        self.reference = reference
        self.table = table
        self.step = step
        self.request = request
        self.ours = ours
        self.theirs = theirs
        self.comparison = comparison
        self.former = None

    def before(self):
        """The item that the request is about, if the two disagree about changing it."""
        key = self.request.get('Key')
        if key is None and 'Item' in self.request:
            key = self.table.key_of(self.request['Item'])
        if self.former is None and key is not None and self.step != 'capacity':
            self.former = self.comparison.item_before(self.table, key, 'error' in self.ours)
        return self.former

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
        return totals(ours) == totals(theirs) and (self.step == 'Scan' or self.is_sorted(ours) == self.is_sorted(theirs))

    def is_sorted(self, pages):
        """The sort keys in their order; items of one sort key have none in an index."""
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
    """Whether characters are involved whose order in UTF-16 isn't that of their bytes in UTF-8."""
    texts = difference.texts()
    # What a filter left out isn't seen.
    enough = any if difference.step in ('Query', 'Scan') else all
    return enough(character in texts for character in ('\U0001f695', '\uffee')) and any(
        operator in difference.expressions() for operator in ('<', '>', 'BETWEEN'))


def equal_when_missing(difference):
    """Whether two paths are compared that aren't both there for certain."""
    names = difference.request.get('ExpressionAttributeNames', {})
    there = difference.before() or {}
    return any(names.get(left, left) not in there or names.get(right, right) not in there
               for left, right in re.findall(rf'({PATH}) (?:=|<>|<=|>=|<|>) ({PATH})', difference.expressions()))


def equal_documents(difference):
    """Whether lists, maps or sets of them are compared."""
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
    """Whether theirs are ours, and others of two kinds, as far as the images show."""
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
    """Whether a number has more than DynamoDB's 38 digits."""
    if isinstance(value, dict):
        return any(map(excess_digits, value.values()))
    if isinstance(value, list):
        return any(map(excess_digits, value))
    return isinstance(value, str) and re.fullmatch(r'-?\d{39,}E-?\d+', value) is not None


# Of a document, not a placeholder of a value.
PATH = r'(?<![\w:#.\]])[\w#][\w#.\[\]]*'

OF_DYNALITE = [
    Known('capacity of indexes', capacity_of_indexes,
          'dynalite counts the units of the table only; those of its indexes are added to them ("Using Global '
          'Secondary Indexes in DynamoDB", write capacity units)', of='capacity'),
    Known('nothing updated', nothing_updated,
          'dynalite gives an empty Attributes, which SDKs read as none, for an update whose paths are all missing; '
          '"UpdateItem" of the API Reference promises only attributes that are there'),
    Known('not projected', lambda difference: refused_by_ours(difference, 'does not project'),
          'a global index can give only what it projects ("Using Global Secondary Indexes in DynamoDB"); dynalite '
          'leaves it out without a word'),
    Known('consistent read of a global index',
          lambda difference: refused_by_ours(difference, 'Consistent reads are not supported on global secondary'),
          'refused, as "Scan" of the API Reference says of ConsistentRead; dynalite checks it in queries only'),
    Known('order of surrogates', surrogates,
          'strings are ordered by their bytes in UTF-8 ("Supported data types and naming rules in Amazon DynamoDB"); '
          'dynalite orders them by UTF-16'),
    Known('more than 38 digits', lambda difference: excess_digits(difference.theirs),
          'numbers have up to 38 digits ("Supported data types and naming rules in Amazon DynamoDB"); dynalite '
          'keeps more after an addition, ours rounds, see docs/dynamodb.md'),
    Known('operand types', lambda difference: 'error' in difference.ours and re.match(
        r'Invalid \w+: Incorrect operand type for operator or function; operator or function: [<>]',
        difference.ours['message']),
          'order is defined for strings, numbers and binaries only ("Condition and filter expressions, operators, '
          'and functions in DynamoDB"), and DynamoDB refuses others by this message; dynalite answers false'),
    Known('empty index key', lambda difference: refused_by_ours(
        difference, 'A value specified for a secondary index key is not supported'),
          'a key attribute of an index cannot be empty ("Supported data types and naming rules in Amazon DynamoDB"); '
          'dynalite takes an empty binary value'),
    Known('two missing attributes', equal_when_missing,
          'dynalite finds two attributes equal that are both missing; "Condition and filter expressions, operators, '
          'and functions in DynamoDB" compares values only'),
    Known('equality of documents', equal_documents,
          'lists and maps are equal if their contents are ("Condition and filter expressions, operators, and '
          'functions in DynamoDB"); dynalite compares the identity of objects'),
    Known('fetched from the table', fetched_from_the_table,
          'a local index gets from the table what it does not project ("Local Secondary Indexes", "Scan" and "Query" '
          'of the API Reference, Select); dynalite leaves it out'),
    Known('false taken for missing', false_taken_for_missing,
          'dynalite takes an attribute that is false for a missing one; IN and attribute_type are about its value '
          'and type ("Condition and filter expressions, operators, and functions in DynamoDB")'),
    Known('size of a string', size_of_text,
          'dynalite counts units of UTF-16; DynamoDB tells lengths of strings in bytes of UTF-8 ("Supported data '
          'types and naming rules in Amazon DynamoDB")'),
    Known('consistent scan', consistent_scan,
          'a strongly consistent read takes twice the units ("DynamoDB read and write operations"); dynalite forgets '
          'it in scans', of='capacity'),
    Known('units of fetches', fetched_from_the_table,
          'what a local index gets from the table costs units for each item ("Local Secondary Indexes", provisioned '
          'throughput considerations); dynalite adds the sizes first', of='capacity'),
    Known('search in binary values', search_in_binary,
          'dynalite reads bytes as UTF-8, where all that is none looks the same; contains and begins_with are about the bytes '
          '("Condition and filter expressions, operators, and functions in DynamoDB")'),
]

OF_MOTO = [
    Known('unchanged attributes', unchanged_left_out,
          'UPDATED_OLD and UPDATED_NEW give the attributes that the update names ("UpdateItem" of the API Reference); '
          'moto gives those of them whose value is another now, dynalite all of them, as ours'),
    Known('keys among the updated', keys_among_the_updated,
          'UPDATED_NEW gives only what was updated ("UpdateItem" of the API Reference); moto adds the key'),
    Known('superfluous records', superfluous_records,
          'a write has one record, and none if it changes nothing ("Change data capture for DynamoDB Streams"); moto '
          'writes one then, too, and two for an update that makes an item', of='records'),
]

KNOWN = {'dynalite': OF_DYNALITE, 'moto': OF_MOTO}
