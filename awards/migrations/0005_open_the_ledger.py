from django.db import migrations

OWED = {
    "pending": "offered",
    "details_requested": "accepted",
    "ready": "accepted",
    "donated": "accepted",
    "paid": "paid",
    "returned": "returned",
}


def move_funds(apps, schema_editor):
    """Each programme gave one thing from one fund."""
    benefit = apps.get_model("awards", "Benefit")
    for programme in apps.get_model("awards", "GrantProgramme").objects.select_related("fund"):
        kind = "registration" if programme.fund.kind == "units" else "cash"
        made = benefit.objects.create(programme=programme, kind=kind, fund=programme.fund)
        programme.grants.update(benefit=made)


def open_the_ledger(apps, schema_editor):
    """It begins with what stands now."""
    entry = apps.get_model("awards", "LedgerEntry").objects
    for fund in apps.get_model("awards", "Fund").objects.all():
        entry.create(fund=fund, account="pledged", amount=fund.amount, about=f"awards.fund:{fund.pk}")
    for share in apps.get_model("awards", "PrizeShare").objects.filter(status__in=OWED, award__category__fund__isnull=False).select_related(
        "award__category"
    ):
        about = f"awards.prizeshare:{share.pk}"
        entry.create(
            fund_id=share.award.category.fund_id, account=OWED[share.status], amount=share.amount, about=about
        )
    for grant in apps.get_model("awards", "Grant").objects.filter(status="given").select_related("benefit"):
        about = f"awards.grant:{grant.pk}"
        entry.create(fund_id=grant.benefit.fund_id, account="accepted", amount=grant.amount, about=about)


class Migration(migrations.Migration):
    dependencies = [("awards", "0004_grants")]

    operations = [
        migrations.RunPython(move_funds, migrations.RunPython.noop),
        migrations.RunPython(open_the_ledger, migrations.RunPython.noop),
    ]
