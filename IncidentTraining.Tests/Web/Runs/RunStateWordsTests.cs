using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;
using IncidentTraining.Web.Features.Runs.Catalogue;

namespace IncidentTraining.Tests.Web.Runs;

/// <summary>The text about an ended run in a list does not contradict its result.</summary>
public sealed class RunStateWordsTests
{
    private static readonly RunSummary Ended = new(
        Guid.CreateVersion7(),
        RunState.Finished,
        false,
        DateTime.UnixEpoch,
        DateTime.UnixEpoch.AddHours(1),
        IncidentPhase.Mitigation,
        null,
        Resolved: false
    );

    [Fact]
    public void A_shop_that_recovered_without_a_verification_is_resolved_and_not_verified()
    {
        Assert.Equal("never resolved", RunStateWords.Of(Ended));
        Assert.Equal("resolved, but not verified", RunStateWords.Of(Ended with { TimeToResolve = TimeSpan.FromMinutes(9) }));
        Assert.Equal("resolved", RunStateWords.Of(Ended with { Resolved = true, TimeToResolve = TimeSpan.FromMinutes(9) }));
    }

    [Fact]
    public void A_run_in_which_nothing_was_done_is_not_said_to_be_resolved()
    {
        var idle = Ended with { HasResult = false, TimeToResolve = TimeSpan.FromMinutes(9) };

        Assert.Equal("no result: nothing was done", RunStateWords.Of(idle));
    }

    [Fact]
    public void A_false_alarm_that_was_closed_is_not_said_to_be_unresolved() =>
        Assert.Equal("closed as no incident", RunStateWords.Of(Ended with { Phase = IncidentPhase.Resolution }));

    [Fact]
    public void An_open_run_is_told_by_its_phase() =>
        Assert.Equal("mitigation", RunStateWords.Of(Ended with { State = RunState.Running, EndedAt = null }));
}
