using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>Completion follows the corrections of a result.</summary>
public sealed class CorrectedWorkTests
{
    private static readonly RootCause Cause = Labs.Scenario(LabBench.Lab1).RootCauses[0] with { Id = "pool" };

    [Theory]
    [InlineData(null, false)]
    [InlineData(ResultMark.Good, true)]
    [InlineData(ResultMark.Partly, false)]
    [InlineData(ResultMark.Neutral, false)]
    [InlineData(ResultMark.Bad, false)]
    public void A_severity_that_did_not_fit_counts_only_when_it_was_corrected_to_met(ResultMark? corrected, bool counts) =>
        Assert.Equal(counts, Of(Run(Severity.P0), (ResultKind.Severity, corrected)).SeverityFitted);

    [Theory]
    [InlineData(null, true)]
    [InlineData(ResultMark.Good, true)]
    [InlineData(ResultMark.Partly, true)]
    [InlineData(ResultMark.Neutral, true)]
    [InlineData(ResultMark.Bad, false)]
    public void A_severity_that_fitted_counts_unless_it_was_corrected_to_not_met(ResultMark? corrected, bool counts) =>
        Assert.Equal(counts, Of(Run(Severity.P3), (ResultKind.Severity, corrected)).SeverityFitted);

    [Theory]
    [InlineData(null, false)]
    [InlineData(ResultMark.Good, true)]
    public void Communication_that_the_portal_could_not_hear_counts_when_it_was_corrected(ResultMark? corrected, bool counts) =>
        Assert.Equal(counts, Of(Run(Severity.P3), (ResultKind.Communication, corrected)).CadenceKept);

    [Fact]
    public void A_correction_of_another_part_changes_nothing()
    {
        var work = Of(Run(Severity.P0), (ResultKind.Response, ResultMark.Good));
        Assert.Equal((false, false), (work.SeverityFitted, work.CadenceKept));
    }

    [Fact]
    public void A_withdrawn_correction_counts_no_longer()
    {
        CorrectedParts parts = new([
            (ResultKind.Severity, ResultMark.Good),
            (ResultKind.Safety, ResultMark.Bad),
            (ResultKind.Severity, null),
        ]);
        Assert.Equal([(ResultKind.Safety, ResultMark.Bad)], parts.All);
        Assert.Equal((null, 3), (parts.Of(ResultKind.Severity), parts.Count));
    }

    private static MadeRun Run(Severity severity) => new MadeRun().Severity(200, severity);

    private static PersonRunWork Of(MadeRun run, (ResultKind, ResultMark?) correction) =>
        PersonRunWork.Of(run.Record() with { Scenario = MadeRun.Scenario with { RootCauses = [Cause] } }, new([correction]))[MadeRun.Anna];
}
