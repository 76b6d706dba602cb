"""What the references do otherwise than DynamoDB, and why ours doesn't follow them."""

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
    def __init__(self, name, predicate, explanation):
        self.name = name
        self.predicate = predicate
        self.explanation = explanation

    def explains(self, difference):
        return self.predicate(difference)


KNOWN = []
