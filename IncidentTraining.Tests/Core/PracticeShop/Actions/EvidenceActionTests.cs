using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Components;
using IncidentTraining.Core.PracticeShop.Components.Exports;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Tests.Core.PracticeShop.Faults;

namespace IncidentTraining.Tests.Core.PracticeShop.Actions;

/// <summary>Which actions preserve and which destroy the evidence of whose orders a stranger has read.</summary>
public sealed class EvidenceActionTests
{
    const string OpenExport = "open-export rows=100 seconds=15";

    public static TheoryData<string> Replacing =>
        ["restart-instance instance=api-1", "roll-back", "deploy-release component=api release=2026.11.1", "scale-api instances=1"];

    [Theory, MemberData(nameof(Replacing))]
    public void What_replaces_an_instance_destroys_its_access_log_unless_it_was_copied_before(string action)
    {
        var (without, with) = (Read(), Read());
        var all = without.System.Exports!.CustomersExposed;

        Do(without, action);
        without.Run(90);
        Do(with, "copy-access-log");
        with.Run(21);
        Do(with, action);
        with.Run(90);

        // Of 8,000 orders of 6,000 customers; a customer without orders is not in the export.
        Assert.InRange(without.Harm().CustomersExposed, 4_000, 5_999);
        Assert.Equal(action.Split(' ')[0], Assert.Single(without.Harms(), harm => harm.Points == 3).Action);
        Assert.True(without.HasLine("access log of api-"));
        Assert.InRange(with.Harm().CustomersExposed, all, all + 1_000);
        Assert.DoesNotContain(with.Harms(), harm => harm.Text.Contains("access log", StringComparison.Ordinal));
        Assert.False(with.HasLine("access log of api-"));
    }

    [Theory]
    [InlineData(17, true)]
    [InlineData(19, false)]
    public void A_copy_is_there_after_twenty_seconds_and_no_sooner(int secondsBetween, bool isLost)
    {
        var shop = Read();
        Do(shop, "copy-access-log");
        shop.Run(secondsBetween);
        // The process is killed two seconds after the request.
        Do(shop, "restart-instance instance=api-1");
        shop.Run(5);

        Assert.Equal(isLost, shop.System.Exports!.Log.IsLost);
    }

    [Fact]
    public void What_was_lost_before_is_not_found_by_a_copy()
    {
        var shop = Read();
        Do(shop, "restart-instance instance=api-1");
        shop.Run(5);
        var lost = shop.Harm().CustomersExposed;
        Do(shop, "copy-access-log");
        shop.Run(60);

        Assert.Equal(lost, shop.Harm().CustomersExposed);
        Assert.Equal((lost, null), (shop.Cost().CustomersExposed, shop.Cost().UnderchargedCents));
        Assert.Equal(lost, shop.System.Exports!.CustomersExposed);
        Assert.True(shop.System.Exports.Log.IsLost);
    }

    [Fact]
    public void A_log_without_a_strangers_read_is_no_evidence()
    {
        var shop = FaultyShop.With(new ShopLimits { Exports = new OrderExports() }, [OpenExport]);
        shop.Run(30);
        Do(shop, "restart-instance instance=api-1");
        shop.Run(15);

        Assert.Equal(0, shop.Harm().CustomersExposed);
        Assert.False(shop.System.Exports!.Log.IsLost);
    }

    [Theory]
    [InlineData("copy-access-log", "are already copied")]
    [InlineData("revoke-key key=velden", "is already revoked")]
    [InlineData("switch-export state=closed", "is already closed")]
    public void What_is_done_already_is_refused_with_a_word(string action, string reason)
    {
        var shop = Read();
        Do(shop, action);
        shop.Run(25);

        var again = Do(shop, action, accepted: false);

        Assert.Equal(InputRefusal.NotNow, again.Refusal);
        Assert.Contains(reason, again.Text, StringComparison.Ordinal);
    }

    /// <summary>A shop whose two instances have both answered a stranger.</summary>
    static ShopSimulation Read()
    {
        var shop = FaultyShop.With(new ShopLimits { Exports = new OrderExports() }, [OpenExport]);
        shop.Run(215);
        Assert.InRange(shop.Harm().CustomersExposed, 500, 1_500);
        return shop;
    }

    static InputAnswer Do(ShopSimulation shop, string action, bool accepted = true)
    {
        var words = action.Split(' ', '=');
        var answer = shop.Do(words[0], words[1..]);
        Assert.Equal(accepted, answer.Accepted);
        return answer;
    }
}
