using System.Globalization;
using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>A promise "by 19:05" is read by the shop's clock, which is the one that the crew sees.</summary>
[Trait("Speed", "slow")]
public sealed class PromiseByClockTests : IDisposable
{
    private readonly LabBench _bench = new();

    public void Dispose() => _bench.Dispose();

    // The run begins at 18:52:38 UTC, and the update is published ten minutes later, at 19:02:38.
    [Theory]
    [InlineData("Next update by 19:05.", 12 * 60 + 22)]
    [InlineData("Next update by 19:05 UTC.", 12 * 60 + 22)]
    [InlineData("Next update by 7:05 pm.", 12 * 60 + 22)]
    [InlineData("Next update at quarter past seven.", 22 * 60 + 22)]
    [InlineData("Next update by 19:03.", 10 * 60 + 22)]
    public void A_time_of_day_is_a_moment_of_the_run(string text, int second)
    {
        var said = Assert.Single(PromiseWords.In(text, TimeSpan.FromMinutes(10), new DateTime(2026, 11, 29, 18, 52, 38, DateTimeKind.Utc)));

        Assert.Equal((PromiseKind.NextUpdate, TimeSpan.FromSeconds(second)), (said.Kind, said.By));
    }

    // A time that has passed refers to the next day, further ahead than any promise about an incident.
    [Theory]
    [InlineData("Next update by 19:02.")]
    [InlineData("Next update by 18:59.")]
    public void A_time_that_the_clock_has_passed_is_no_promise(string text) =>
        Assert.Empty(PromiseWords.In(text, TimeSpan.FromMinutes(10), new DateTime(2026, 11, 29, 18, 52, 38, DateTimeKind.Utc)));

    [Theory]
    [InlineData(1200, true)]
    [InlineData(1201, false)]
    public void An_update_by_a_time_of_day_is_kept_up_to_its_second(int next, bool kept)
    {
        var run = new MadeRun()
            .Update(300, "Buying is slow. Next update by 09:20 UTC.")
            .Update(next, "Buying is still slow for most readers.");

        Assert.Equal(kept, Assert.Single(CommunicationScore.Of(run.Record()).Promises).Kept);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(1, false)]
    public async Task After_a_pause_the_promise_is_still_held_against_the_clock_that_the_crew_sees(int minutes, bool kept)
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromMinutes(4));
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        Assert.Null((await trainee.AcknowledgeAsync()).Refusal);
        Assert.Null((await trainee.PauseAsync()).Refusal);
        _bench.Time.Advance(TimeSpan.FromMinutes(45));
        Assert.Null((await trainee.ResumeAsync()).Refusal);
        var view = await trainee.ViewAsync();
        // The clock of the run is 45 minutes behind the one on the wall of the room.
        var promised = view.ShopClock.Minute(view.Clock.Now + TimeSpan.FromMinutes(10));
        Assert.Null((await trainee.UpdateAsync($"Buying is slow for most readers. Next update by {promised} UTC.", null)).Refusal);
        var by = view.ShopClock.Parse(promised)!.Value;
        await _bench.LiveAsync(by + TimeSpan.FromMinutes(minutes) - view.Clock.Now);
        Assert.Null((await trainee.UpdateAsync("Buying is still slow for most readers.", null)).Refusal);
        await _bench.LiveAsync(TimeSpan.FromMinutes(2));
        Assert.Null((await trainee.FinishAsync()).Refusal);

        var promise = Assert.Single((await trainee.AfterActionAsync()).Value.Communication!.Promises);
        Assert.Equal((by, kept), (promise.By, promise.Kept));
    }

    [Fact]
    public async Task The_field_of_the_form_is_told_by_the_same_clock()
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromMinutes(4));
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        Assert.Null((await trainee.AcknowledgeAsync()).Refusal);
        Assert.Null((await trainee.UpdateAsync("Buying is slow for most readers.", 15)).Refusal);

        var view = await trainee.ViewAsync();
        var entry = view.Timeline.Last(e => e.Kind == IncidentEventKind.StatusUpdate);
        Assert.EndsWith(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Next update by {view.StartedAt + entry.At + TimeSpan.FromMinutes(15):HH:mm} UTC."
            ),
            entry.Text,
            StringComparison.Ordinal
        );
    }
}
