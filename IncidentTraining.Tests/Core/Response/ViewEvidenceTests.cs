using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Core.PracticeShop.Faults;

namespace IncidentTraining.Tests.Core.Response;

/// <summary>A pinned view states what was seen in it, so that it can be read as evidence later.</summary>
public sealed class ViewEvidenceTests
{
    [Fact]
    public void The_database_names_who_holds_a_lock_and_who_waits_for_it()
    {
        var text = Of("locked-table", ShopViews.Database);

        Assert.Contains("1 of analytics idle in transaction: lock table products", text);
        Assert.Contains("of workers active, waiting for lock on relation products: update products", text);
        // Active or idle sessions exist in every database.
        Assert.DoesNotContain("lanternfish-api active", text);
    }

    [Fact]
    public void The_database_says_that_its_disk_is_full_and_that_it_refuses_writes()
    {
        Assert.Contains("refuses writes; disk 100 % full", Of("disk-full", ShopViews.Database));
        Assert.DoesNotContain("refuses", Of("locked-table", ShopViews.Database));
    }

    private static string Of(string fault, string view) => ViewEvidence.Of(ShopWindow.ReadsOf(FaultyShop.InTrouble(fault)), view)!;
}
