using System.Text.Json;
using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>
/// An instructor of a class corrects a part of a result with a reason that the crew reads; the measured mark stays next to it.
/// </summary>
[Trait("Speed", "slow")]
public sealed class CorrectionTests : IDisposable
{
    private const string Reason = "You told support by telephone, which the portal cannot hear.";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly LabBench _bench = new();

    [Fact]
    public async Task The_crew_sees_the_corrected_mark_with_its_reason_beside_what_was_measured()
    {
        var trainee = await EndedAsync();
        Assert.Equal(ResultMark.Bad, (await PartAsync(trainee)).Final);
        Assert.Null((await CorrectAsync("demo-instructor", trainee, ResultMark.Partly)).Refusal);

        var part = await PartAsync(trainee);
        Assert.Equal((ResultMark.Bad, ResultMark.Partly), (part.Mark, part.Final));
        var correction = Assert.Single(part.Corrections);
        Assert.Equal(
            (Reason, (await _bench.Portal.ActorAsync("demo-instructor")).PersonId),
            (correction.Reason, await PersonIdAsync(correction.By))
        );
        Assert.All((await trainee.AfterActionAsync()).Value.Result!.Parts.Where(one => one.Kind != ResultKind.Diagnosis), one =>
            Assert.Empty(one.Corrections)
        );
    }

    [Fact]
    public async Task A_later_correction_replaces_an_earlier_one_and_none_is_deleted()
    {
        var trainee = await EndedAsync();
        Assert.Equal(RefusalKind.Conflict, (await CorrectAsync("demo-instructor", trainee, null)).Refusal!.Kind);
        Assert.Null((await CorrectAsync("demo-instructor", trainee, ResultMark.Good)).Refusal);
        Assert.Null((await CorrectAsync("demo-instructor", trainee, ResultMark.Good)).Refusal);
        Assert.Null((await CorrectAsync("demo-instructor", trainee, ResultMark.Neutral)).Refusal);
        Assert.Equal(ResultMark.Neutral, (await PartAsync(trainee)).Final);
        Assert.Null((await CorrectAsync("demo-instructor", trainee, null)).Refusal);
        Assert.Equal(RefusalKind.Conflict, (await CorrectAsync("demo-instructor", trainee, null)).Refusal!.Kind);

        var part = await PartAsync(trainee);
        Assert.Equal(ResultMark.Bad, part.Final);
        Assert.Equal([ResultMark.Good, ResultMark.Neutral, null], part.Corrections.Select(one => one.Mark));
    }

    [Theory]
    [InlineData("demo-trainee-1", RefusalKind.NotAllowed)]
    [InlineData("demo-trainee-2", RefusalKind.NotFound)]
    [InlineData("demo-facilitator", RefusalKind.NotAllowed)]
    public async Task Only_an_instructor_of_the_class_corrects(string by, RefusalKind refused)
    {
        var trainee = await EndedAsync();
        Assert.Equal(refused, (await CorrectAsync(by, trainee, ResultMark.Good)).Refusal!.Kind);
        Assert.Empty((await PartAsync(trainee)).Corrections);
        Assert.Empty(await LoggedAsync());
        Assert.False((await trainee.AfterActionAsync()).Value.MayCorrect);
        Assert.True(await MayAsync("demo-instructor", trainee));
        Assert.False(await MayAsync("demo-facilitator", trainee));
    }

    [Fact]
    public async Task No_instructor_corrects_a_run_in_which_they_worked()
    {
        var instructor = await EndedAsync("demo-instructor");
        Assert.Equal(RefusalKind.NotAllowed, (await CorrectAsync("demo-instructor", instructor, ResultMark.Good)).Refusal!.Kind);
        Assert.False(await MayAsync("demo-instructor", instructor));
        Assert.Empty((await PartAsync(instructor)).Corrections);
    }

    [Fact]
    public async Task A_class_that_is_archived_takes_no_correction()
    {
        var trainee = await EndedAsync();
        await using (var db = await _bench.Portal.OpenDatabaseAsync())
        {
            await db.Set<Cohort>()
                .ExecuteUpdateAsync(set => set.SetProperty(cohort => cohort.ArchivedAt, _bench.Time.GetUtcNow().UtcDateTime), Ct);
        }

        Assert.Contains(
            "archived",
            (await CorrectAsync("demo-instructor", trainee, ResultMark.Good)).Refusal!.Message,
            StringComparison.Ordinal
        );
        Assert.False(await MayAsync("demo-instructor", trainee));
    }

    [Fact]
    public async Task Each_correction_is_one_line_of_the_audit_log_which_has_no_reason_in_it()
    {
        var trainee = await EndedAsync();
        Assert.Null((await CorrectAsync("demo-instructor", trainee, ResultMark.Good)).Refusal);
        Assert.Null((await CorrectAsync("demo-instructor", trainee, ResultMark.Good)).Refusal);
        Assert.Null((await CorrectAsync("demo-instructor", trainee, null)).Refusal);

        var lines = await LoggedAsync();
        Assert.Equal(["Diagnosis: Good", "Diagnosis: as measured"], lines.Select(line => line.Note).Order(StringComparer.Ordinal));
        Assert.All(lines, line => Assert.Equal((trainee.RunId, trainee.Actor.PersonId), (line.SubjectId, line.PersonId)));
    }

    [Fact]
    public async Task The_class_and_the_trainees_lists_and_data_show_that_a_result_was_corrected()
    {
        var (trainee, cohort) = (await EndedAsync(), await _bench.Portal.CohortIdAsync());
        Assert.False(await IsMarkedAsync());
        Assert.Null((await CorrectAsync("demo-instructor", trainee, ResultMark.Partly)).Refusal);
        Assert.True(await IsMarkedAsync());
        Assert.Equal([(ResultKind.Diagnosis, ResultMark.Partly)], (await OfClassAsync("demo-facilitator"))[trainee.RunId].All);
        Assert.Equal(RefusalKind.NotAllowed, (await _bench.Get<CorrectResult>().OfClassAsync(trainee.Actor, cohort, Ct)).Refusal!.Kind);

        var data = JsonSerializer.Serialize((await _bench.Get<OwnData>().ReadAsync(trainee.Actor, Ct))["runs"]);
        Assert.Contains(Reason, data, StringComparison.Ordinal);
        Assert.Contains("Partly", data, StringComparison.Ordinal);

        Assert.Null((await CorrectAsync("demo-instructor", trainee, null)).Refusal);
        Assert.False(await IsMarkedAsync());
        Assert.Empty((await OfClassAsync("demo-facilitator"))[trainee.RunId].All);

        async Task<bool> IsMarkedAsync() =>
            (await _bench.Get<MyRuns>().RunAsync(trainee.Actor, cohort, Ct))
                .Value.Labs.SelectMany(lab => lab.Runs)
                .Single(run => run.RunId == trainee.RunId)
                .IsCorrected;

        async Task<IReadOnlyDictionary<Guid, CorrectedParts>> OfClassAsync(string by) =>
            (await _bench.Get<CorrectResult>().OfClassAsync(await _bench.Portal.ActorAsync(by), cohort, Ct)).Value;
    }

    [Fact]
    public async Task A_run_that_is_opened_again_is_judged_anew()
    {
        var trainee = await EndedAsync();
        Assert.Null((await CorrectAsync("demo-instructor", trainee, ResultMark.Good)).Refusal);
        Assert.Null(
            (await _bench.Get<ReopenRun>().RunAsync(await _bench.Portal.ActorAsync("demo-facilitator"), trainee.RunId, 15, Ct)).Refusal
        );
        await _bench.LiveAsync(TimeSpan.FromMinutes(1));
        Assert.Null((await trainee.FinishAsync()).Refusal);
        Assert.Empty((await PartAsync(trainee)).Corrections);

        Assert.Null((await CorrectAsync("demo-instructor", trainee, ResultMark.Partly)).Refusal);
        Assert.Equal([ResultMark.Partly], (await PartAsync(trainee)).Corrections.Select(one => one.Mark!.Value));
    }

    [Fact]
    public async Task A_run_that_goes_on_or_has_no_result_has_nothing_to_correct()
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(RefusalKind.Conflict, (await CorrectAsync("demo-instructor", trainee, ResultMark.Good)).Refusal!.Kind);
        Assert.Null((await trainee.FinishAsync()).Refusal);
        Assert.Contains(
            "no result",
            (await CorrectAsync("demo-instructor", trainee, ResultMark.Good)).Refusal!.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(19, false)]
    [InlineData(20, true)]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public async Task A_reason_has_its_least_and_its_most_characters(int length, bool isAccepted)
    {
        var trainee = await EndedAsync();
        var outcome = await CorrectAsync("demo-instructor", trainee, ResultMark.Good, $" {new string('x', length - 1)}y ".Trim());

        Assert.Equal(isAccepted ? null : RefusalKind.Invalid, outcome.Refusal?.Kind);
        Assert.Equal(isAccepted ? 1 : 0, (await PartAsync(trainee)).Corrections.Count);
    }

    private async Task<Responder> EndedAsync(string by = "demo-trainee-1")
    {
        var trainee = await _bench.StartAsync(by);
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromMinutes(3));
        Assert.Null((await trainee.AcknowledgeAsync()).Refusal);
        Assert.Null((await trainee.SetSeverityAsync(Severity.P2)).Refusal);
        Assert.Null((await trainee.FinishAsync()).Refusal);
        return trainee;
    }

    private async Task<Outcome> CorrectAsync(string by, Responder trainee, ResultMark? mark, string reason = Reason) =>
        await _bench
            .Get<CorrectResult>()
            .RunAsync(await _bench.Portal.ActorAsync(by), new(trainee.RunId, ResultKind.Diagnosis, mark, reason), Ct);

    private static async Task<ResultPart> PartAsync(Responder trainee) =>
        (await trainee.AfterActionAsync()).Value.Result!.Part(ResultKind.Diagnosis)!;

    private async Task<bool> MayAsync(string by, Responder trainee) =>
        (await _bench.Get<GetAfterAction>().RunAsync(await _bench.Portal.ActorAsync(by), trainee.RunId, Ct)).Value.MayCorrect;

    private async Task<IReadOnlyList<AuditEntry>> LoggedAsync()
    {
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        return await db.Set<AuditEntry>()
            .Where(entry => entry.Action == AuditAction.ResultCorrected)
            .OrderBy(entry => entry.At)
            .ThenBy(entry => entry.Id)
            .ToListAsync(Ct);
    }

    private async Task<Guid> PersonIdAsync(string name)
    {
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        return await db.Set<Person>().Where(person => person.DisplayName == name).Select(person => person.Id).SingleAsync(Ct);
    }

    public void Dispose() => _bench.Dispose();
}
