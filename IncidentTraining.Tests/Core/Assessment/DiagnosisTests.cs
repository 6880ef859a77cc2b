using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>A diagnosis without a list of answers: compared with the truth part by part, and supported by evidence.</summary>
public sealed class DiagnosisTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly LabBench _bench = new(seed: LabBench.SeedOf(LabBench.Lab1, "pool-too-small"));

    private static readonly FaultClaim Elsewhere = new(FaultPlace.Monitoring, FaultMode.Crash, FaultOrigin.Unknown);

    public static TheoryData<string, string> Causes =>
        [
            .. Labs.WithPager.SelectMany(scenario =>
                scenario.RootCauses.Where(cause => !cause.IsHealthy).Select(cause => (scenario.Id, cause.Id))
            ),
        ];

    [Theory, MemberData(nameof(Causes))]
    public void Every_cause_accepts_its_own_diagnosis_in_every_equivalent_form_and_no_other_causes(string scenarioId, string causeId)
    {
        var scenario = Labs.WithPager.Single(one => one.Id == scenarioId);
        var cause = scenario.RootCauses.Single(one => one.Id == causeId);

        Assert.InRange(cause.Diagnosis!.Count, 1, FaultClaim.Most);
        Assert.True(DiagnosisVerdict.Of(Said(cause), cause)!.IsRight);
        Assert.True(DiagnosisVerdict.Of([.. Said(cause).Reverse()], cause)!.IsRight);
        for (var i = 0; i < cause.Diagnosis.Count; i++)
        {
            var fault = cause.Diagnosis[i];
            var equivalent =
                from place in fault.Where
                from mode in fault.How
                from origin in fault.StartedBy
                select new FaultClaim(place, mode, origin);
            foreach (var claim in equivalent)
            {
                List<FaultClaim> claims = [.. Said(cause)];
                claims[i] = claim;
                Assert.True(DiagnosisVerdict.Of(claims, cause)!.IsRight, claim.Words);
            }
        }

        Assert.All(scenario.RootCauses.Where(other => other != cause), other =>
            Assert.False(DiagnosisVerdict.Of(Said(other), cause)!.IsRight, other.Id)
        );
    }

    [Theory, MemberData(nameof(Causes))]
    public void A_wrong_part_a_missing_fault_and_a_claim_too_many_are_each_told_and_cost(string scenarioId, string causeId)
    {
        var cause = Labs.WithPager.Single(one => one.Id == scenarioId).RootCauses.Single(one => one.Id == causeId);
        var said = Said(cause);
        var all = said.Count * 3;
        var wrong = Enum.GetValues<FaultMode>().Reverse().First(mode => cause.Diagnosis!.All(fault => !fault.How.Contains(mode)));
        foreach (
            var (claim, found) in ((FaultClaim, bool)[])
                [
                    (said[0] with { Where = FaultPlace.Monitoring }, false),
                    (said[0] with { How = wrong }, false),
                    (said[0] with { StartedBy = FaultOrigin.Unknown }, true),
                ]
        )
        {
            var verdict = DiagnosisVerdict.Of([claim, .. said.Skip(1)], cause)!;
            Assert.Equal((false, all - 1), (verdict.IsRight, verdict.Faults.Sum(fault => fault.Right)));
            Assert.Equal(found, verdict.HasRightPart);
        }

        var more = DiagnosisVerdict.Of([Elsewhere, .. said], cause)!;
        Assert.Equal((false, false, all), (more.IsRight, more.HasRightPart, more.Faults.Sum(fault => fault.Right)));
        Assert.Equal([Elsewhere], more.Surplus);
        var fewer = DiagnosisVerdict.Of([.. said.Skip(1)], cause)!;
        Assert.Equal((false, all - 3), (fewer.IsRight, fewer.Faults.Sum(fault => fault.Right)));
        Assert.False(DiagnosisVerdict.Of([], cause)!.HasRightPart);
    }

    [Fact]
    public void Of_a_healthy_system_no_incident_is_right_and_every_fault_is_one_too_many()
    {
        var healthy = Labs.Scenario(LabBench.Lab1).RootCauses[0] with { Diagnosis = [] };
        Assert.True(DiagnosisVerdict.Of([], healthy)!.IsRight);
        Assert.True(DiagnosisVerdict.Of([], healthy)!.HasRightPart);
        Assert.Equal(
            (false, false),
            (DiagnosisVerdict.Of([Elsewhere], healthy)!.IsRight, DiagnosisVerdict.Of([Elsewhere], healthy)!.HasRightPart)
        );
        Assert.Null(DiagnosisVerdict.Of(null, healthy));
        Assert.Null(DiagnosisVerdict.Of([], healthy with { Diagnosis = null }));
    }

    [Fact]
    public void What_is_stored_of_a_diagnosis_reads_back_as_the_same()
    {
        Assert.All(Labs.All.SelectMany(scenario => scenario.RootCauses), cause =>
            Assert.Equal(Said(cause), FaultClaim.Parse(FaultClaim.Format(Said(cause))))
        );
        Assert.Equal([], FaultClaim.Parse(FaultClaim.Format([])));
        Assert.Null(FaultClaim.Parse(null));
        Assert.Null(FaultClaim.Parse("pool-too-small"));
    }

    [Fact]
    public void The_choices_say_nothing_about_the_cause_in_number_order_or_id()
    {
        foreach (var scenario in Labs.All)
        {
            var offered = scenario
                .RootCauses.Select(cause =>
                {
                    var shop = ShopSimulation.Create(scenario, LabBench.SeedOf(scenario.Id, cause.Id));
                    shop.AdvanceTo(TimeSpan.FromSeconds(1));
                    var groups = OriginGroup.Of(ShopWindow.ReadsOf(shop));
                    // The changes are drawn by the seed alone, under numbers that reveal nothing.
                    Assert.All(groups.SelectMany(group => group.Origins).Where(one => one.Origin.Kind == OriginKind.Change), one =>
                        Assert.StartsWith("chg-", one.Origin.Id, StringComparison.Ordinal)
                    );
                    return string.Join(
                        '\n',
                        groups.SelectMany(group =>
                            group.Origins.Where(one => one.Origin.Kind != OriginKind.Change).Select(one => $"{group.Title}: {one.Origin}")
                        )
                    );
                })
                .Distinct()
                .ToList();
            Assert.True(offered.Count == 1, $"{scenario.Id}:\n{string.Join("\n---\n", offered)}");
        }
    }

    [Fact]
    public async Task A_diagnosis_needs_evidence_a_sentence_and_what_the_shop_shows()
    {
        var trainee = await AssessedAsync();
        Assert.True((await trainee.TypeAsync("I think it is the pool.")).Succeeded);
        var message = (await trainee.ViewAsync()).Timeline.Single(e => e.Kind == IncidentEventKind.Said).Number;
        var kept = new FaultClaim(FaultPlace.ConnectionPool, FaultMode.Configuration, new(OriginKind.Change, "config-pool"));
        var pool = (await trainee.ShownAsync([kept]))[0];

        Assert.Equal(RefusalKind.Invalid, await DeclareAsync([pool], "The pool is too small."));
        Assert.Equal(RefusalKind.Invalid, await DeclareAsync([pool], "The pool is too small.", message));
        Assert.Equal(RefusalKind.NotFound, (await trainee.PinAsync(PinKind.Log, "999999999")).Refusal!.Kind);
        Assert.Null((await trainee.PinAsync(PinKind.Change, pool.StartedBy.Id, 3)).Refusal);
        Assert.Null((await trainee.PinAsync(PinKind.Change, pool.StartedBy.Id, 3)).Refusal);
        var pin = Assert.Single((await trainee.ViewAsync()).Evidence);
        Assert.Equal(RefusalKind.Invalid, await DeclareAsync([pool], " ", pin.Number));
        Assert.Equal(
            RefusalKind.Invalid,
            await DeclareAsync([pool with { StartedBy = new(OriginKind.Change, "no-such-change") }], "The pool is too small.", pin.Number)
        );
        Assert.Equal(RefusalKind.Invalid, await DeclareAsync([pool, pool], "The pool is too small.", pin.Number));
        Assert.Equal(
            RefusalKind.Invalid,
            await DeclareAsync([.. Enumerable.Range(0, 4).Select(i => pool with { Where = (FaultPlace)i })], "Everything.", pin.Number)
        );
        Assert.Null(await DeclareAsync([pool], "The pool is too small.", pin.Number));
        Assert.Equal([kept], (await trainee.ViewAsync()).Declared!.Claims);

        async Task<RefusalKind?> DeclareAsync(IReadOnlyList<FaultClaim> claims, string sentence, params int[] evidence) =>
            (await _bench.Get<DeclareCause>().RunAsync(trainee.Actor, new(trainee.RunId, claims, sentence, evidence), Ct)).Refusal?.Kind;
    }

    [Fact]
    public async Task The_result_says_part_by_part_what_was_right_with_the_evidence_and_leaves_the_sentence_to_the_instructor()
    {
        var trainee = await AssessedAsync();
        Assert.Null(
            (
                await trainee.DeclareAsync(
                    [
                        .. await trainee.ShownAsync([
                            new(FaultPlace.ConnectionPool, FaultMode.Credential, new(OriginKind.Change, "config-pool")),
                        ]),
                        Elsewhere,
                    ],
                    "The pool has a wrong key."
                )
            ).Refusal
        );
        Assert.Null((await trainee.FinishAsync()).Refusal);

        var after = (await trainee.AfterActionAsync()).Value;
        var part = after.Result!.Part(ResultKind.Diagnosis)!;
        Assert.False(after.CauseWasRight);
        Assert.Equal(ResultMark.Bad, part.Mark);
        Assert.Equal(
            [
                ("What failed", ResultMark.Good),
                ("How", ResultMark.Bad),
                ("What started it", ResultMark.Good),
                ("Claimed beyond that", ResultMark.Bad),
                ("In a sentence", ResultMark.Neutral),
                ("Evidence", ResultMark.Neutral),
            ],
            part.Lines.Select(line => (line.Title, line.Mark))
        );
        Assert.Contains("Configuration", part.Lines[1].Text, StringComparison.Ordinal);
        Assert.Contains("/api/health/ready", part.Lines[5].Text, StringComparison.Ordinal);
        Assert.Contains("2 of 3 parts are right", part.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_candidate_causes_cost_and_are_named_beside_the_diagnosis()
    {
        var trainee = await AssessedAsync();
        Assert.Equal(RefusalKind.Conflict, (await trainee.TakeHintAsync(HintLevel.Candidates)).Refusal!.Kind);
        await _bench.LiveAsync(TimeSpan.FromMinutes(6));
        Assert.Null((await trainee.TakeHintAsync(HintLevel.Candidates)).Refusal);
        var hints = (await trainee.ViewAsync()).Hints;
        Assert.All(Labs.Scenario(LabBench.Lab1).RootCauses, cause =>
            Assert.Contains(cause.Title, hints.Taken[0], StringComparison.Ordinal)
        );
        Assert.Equal(40, hints.Cost);
        Assert.DoesNotContain(hints.Offers, offer => offer.Level == HintLevel.Candidates);
        Assert.Null((await trainee.DeclareAsync("pool-too-small")).Refusal);
        Assert.Null((await trainee.FinishAsync()).Refusal);
        Assert.Contains((await trainee.AfterActionAsync()).Value.Result!.Part(ResultKind.Diagnosis)!.Lines, line => line.Title == "Hint");
    }

    [Fact]
    public async Task The_job_that_ends_its_workers_is_recognised_by_its_number_and_another_job_is_not()
    {
        using var bench = new LabBench(seed: LabBench.SeedOf(LabBench.Lab4, "poison-job"));
        var trainee = await bench.StartAsync(lab: LabBench.Lab4);
        await bench.LiveAsync(await bench.BeginAsync(trainee.RunId) + TimeSpan.FromMinutes(4));
        Assert.Null((await trainee.AcknowledgeAsync()).Refusal);
        Assert.Null((await trainee.SetSeverityAsync(Severity.P1)).Refusal);
        var suspect = (await trainee.SeeAsync(shop => shop.Work()))!.Suspect();
        var job = new FaultClaim(FaultPlace.JobQueue, FaultMode.Job, new(OriginKind.Job, $"{suspect}"));
        Assert.Null(
            (
                await trainee.DeclareAsync([job with { StartedBy = new(OriginKind.Job, $"{suspect + 1}") }], "One job ends every worker.")
            ).Refusal
        );
        Assert.False(DiagnosisVerdict.Of((await trainee.ViewAsync()).Declared!.Claims, await bench.CauseAsync(trainee.RunId))!.IsRight);
        Assert.Null((await trainee.DeclareAsync([job], "One job ends every worker.")).Refusal);
        Assert.True(DiagnosisVerdict.Of((await trainee.ViewAsync()).Declared!.Claims, await bench.CauseAsync(trainee.RunId))!.IsRight);
    }

    private async Task<Responder> AssessedAsync()
    {
        var trainee = await _bench.StartAsync();
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromMinutes(3));
        Assert.Null((await trainee.AcknowledgeAsync()).Refusal);
        Assert.Null((await trainee.SetSeverityAsync(Severity.P1)).Refusal);
        return trainee;
    }

    private static IReadOnlyList<FaultClaim> Said(RootCause cause) =>
        [.. cause.Diagnosis!.Select(fault => new FaultClaim(fault.Where[0], fault.How[0], fault.StartedBy[0]))];

    public void Dispose() => _bench.Dispose();
}
