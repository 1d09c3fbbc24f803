from django import template

register = template.Library()


@register.simple_tag
def ledger(fund):
    """What a fund holds, in words, and how much of it is promised, in percent; or why that is not said yet."""
    committed = fund.committed
    return {
        "kept_back": fund.kept_back,
        "amount": fund.say(fund.amount),
        "committed": fund.say(committed),
        "free": fund.say(fund.amount - committed),
        "percent": round(100 * committed / fund.amount) if fund.amount else 0,
    }
