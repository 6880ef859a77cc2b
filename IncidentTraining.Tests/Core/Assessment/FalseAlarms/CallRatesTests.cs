using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>How pages were classified, in counts, for a person and for the staff.</summary>
public sealed class CallRatesTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 0, "none yet")]
    [InlineData(3, 4, "3 of 4")]
    [InlineData(4, 5, "4 of 5 (80 %)")]
    [InlineData(0, 5, "0 of 5 (0 %)")]
    [InlineData(5, 8, "5 of 8 (63 %)")]
    public void Less_than_five_have_no_percentage(int some, int all, string words) => Assert.Equal(words, CallRates.Words(some, all));

    [Fact]
    public void Each_page_counts_once_where_it_belongs()
    {
        var rates = CallRates
            .None.With(false, PageCall.Incident)
            .With(false, PageCall.NoIncident)
            .With(true, PageCall.Incident)
            .With(true, PageCall.NoIncident)
            .With(true, PageCall.NoIncident)
            .With(false, PageCall.Undecided)
            .With(true, PageCall.Undecided);
        Assert.Equal(new CallRates(Hits: 1, Incidents: 2, FalseAlarms: 1, Healthy: 3, Undecided: 2), rates);
    }

    [Fact]
    public async Task A_trainee_sees_their_own_rates_and_the_staff_those_of_all()
    {
        using var bench = new OnCallBench("covers-elsewhere");
        var first = await bench.PagedAsync(TimeSpan.FromSeconds(5));
        Assert.Null((await first.SetSeverityAsync(Severity.P3)).Refusal);
        Assert.Null((await bench.DismissAsync(first, PinKind.View, ShopViews.Payments)).Refusal);
        // The last diagnosis counts, and none is known before the end.
        Assert.Equal(CallRates.None, (await ReadAsync(bench, "demo-trainee-1")).Own);
        Assert.Null((await first.FinishAsync()).Refusal);
        var second = await bench.PagedAsync(TimeSpan.FromSeconds(5), "demo-trainee-2");
        Assert.Null((await second.ActAsync("restart-instance", ("instance", "api-1"))).Refusal);
        Assert.Null((await second.FinishAsync()).Refusal);
        // No action was taken, so nothing was classified.
        var third = await bench.PagedAsync(TimeSpan.FromSeconds(5), "demo-trainee-3");
        Assert.Null((await third.FinishAsync()).Refusal);

        var own = await ReadAsync(bench, "demo-trainee-1");
        Assert.Equal((new CallRates(0, 0, 0, 1, 0), null, 0), (own.Own, own.Class, own.People.Count));
        Assert.Equal(new CallRates(0, 0, 1, 1, 0), (await ReadAsync(bench, "demo-trainee-2")).Own);
        Assert.False((await ReadAsync(bench, "demo-trainee-3")).Own.HasAny);

        var staff = await ReadAsync(bench, "demo-instructor");
        Assert.Equal((CallRates.None, new CallRates(0, 0, 1, 2, 0)), (staff.Own, staff.Class));
        Assert.Equal(2, staff.People.Count);
        var stranger = await bench
            .Bench.Get<ReadCallRates>()
            .RunAsync(await bench.Bench.Portal.ActorAsync("demo-administrator"), await bench.Bench.Portal.CohortIdAsync(), Ct);
        Assert.NotNull(stranger.Refusal);
    }

    private static async Task<ClassCallRates> ReadAsync(OnCallBench bench, string name) =>
        (
            await bench
                .Bench.Get<ReadCallRates>()
                .RunAsync(await bench.Bench.Portal.ActorAsync(name), await bench.Bench.Portal.CohortIdAsync(), Ct)
        ).Value;
}
