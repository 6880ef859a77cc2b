using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Scenarios.Reading;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.Response;
using IncidentTraining.Tests.Core.Assessment;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.PracticeShop.Scenarios;

/// <summary>What goes wrong after the first repair: when it begins, that it must be repaired, and who learns about it.</summary>
[Trait("Speed", "slow")]
public class SecondActTests
{
    const string Lab5 = LabBench.Lab5,
        GatewayAndLock = "erring-gateway-locked-table",
        OneRelease = "rejected-network-numbered-orders";

    static readonly MitigationStep EndSessions = new("end-sessions", new Dictionary<string, string> { ["client"] = "analytics" });
    static readonly MitigationStep Standby = new("switch-gateway", new Dictionary<string, string> { ["route"] = "standby" });

    static RootCause Cause => Labs.Cause(Lab5, GatewayAndLock);

    static readonly FaultClaim RedisEnded = new(FaultPlace.Redis, FaultMode.Crash, FaultOrigin.Nothing);

    public static TheoryData<string, string> WithSecondAct =>
        [
            .. Labs.All.SelectMany(scenario =>
                scenario.RootCauses.Where(cause => cause.SecondAct is not null).Select(cause => (scenario.Id, cause.Id))
            ),
        ];

    [Fact]
    public void Every_pair_of_Lab_5_has_the_same_one_so_that_it_tells_none_from_another()
    {
        var acts = Labs.Scenario(Lab5).RootCauses.Select(cause => cause.SecondAct!).ToList();
        Assert.All(acts, act =>
            Assert.Equal(
                (acts[0].After, "redis-down", "restart-redis requeue-paid-orders"),
                (act.After, Assert.Single(act.Faults).Kind, string.Join(' ', act.Mitigations.Select(step => step.Action)))
            )
        );
    }

    [Theory, MemberData(nameof(WithSecondAct))]
    public void It_does_not_begin_when_nothing_is_repaired(string scenario, string cause)
    {
        var shop = Labs.InTrouble(scenario, cause);
        shop.Run(1800);
        Assert.Null(shop.Truth().SecondActAt);
        Assert.True(shop.Work().Redis.AcceptsWrites);
    }

    [Theory]
    [InlineData("end-sessions", 5)]
    [InlineData("switch-gateway", 20)]
    public void It_begins_its_time_after_the_first_repair_has_lasted_whichever_that_is(string action, int takesSeconds)
    {
        var shop = Labs.InTrouble(Lab5, GatewayAndLock);
        var asked = shop.Now;
        shop.Take([action == "end-sessions" ? EndSessions : Standby]);
        // A fault must be absent for fifteen seconds to count as repaired.
        var due = asked + TimeSpan.FromSeconds(takesSeconds + 15) + Cause.SecondAct!.After;
        shop.AdvanceTo(due - TimeSpan.FromSeconds(3));
        Assert.Null(shop.Truth().SecondActAt);
        shop.AdvanceTo(due + TimeSpan.FromSeconds(3));
        Assert.NotNull(shop.Truth().SecondActAt);
        Assert.False(shop.Work().Redis.AcceptsWrites);
    }

    [Fact]
    public void Processes_that_start_anew_are_no_repair()
    {
        var shop = Labs.InTrouble(Lab5, OneRelease);
        shop.Do("restart-worker", "worker", "all");
        shop.Run(300);
        Assert.Null(shop.Truth().SecondActAt);
    }

    [Theory, MemberData(nameof(WithSecondAct))]
    public void The_run_is_resolved_only_when_it_is_repaired_and_the_orders_are_made_good(string scenario, string cause)
    {
        var act = Labs.Cause(scenario, cause).SecondAct!;
        for (var taken = 0; taken <= act.Mitigations.Count; taken++)
        {
            var shop = Labs.InTrouble(scenario, cause);
            shop.Take(Labs.Cause(scenario, cause).Mitigations);
            shop.LiveToSecondAct();
            foreach (var step in act.Mitigations.Take(taken))
            {
                shop.Take([step]);
                shop.Run(40);
            }

            Assert.True(
                shop.ResolvesWithin(900) == (taken == act.Mitigations.Count),
                $"{taken} steps: {string.Join(' ', shop.Truth().Unresolved)}"
            );
        }
    }

    [Fact]
    public void What_is_quiet_before_it_begins_does_not_count_as_resolved()
    {
        var later = Cause with { SecondAct = Cause.SecondAct! with { After = TimeSpan.FromMinutes(9) } };
        var scenario = Labs.Scenario(Lab5) with { RootCauses = [later] };
        var shop = ShopSimulation.Create(scenario, 1);
        shop.AdvanceTo(scenario.BeginsAt(1) + TimeSpan.FromMinutes(4));
        shop.Take(later.Mitigations);

        Assert.False(shop.ResolvesWithin(420));
        Assert.NotNull(shop.Truth().MitigatedAt);
        Assert.Null(shop.Truth().SecondActAt);
    }

    [Theory]
    [InlineData("after: 60s", "after: 9s", "starts too soon or too late")]
    [InlineData("after: 60s", "after: 601s", "starts too soon or too late")]
    [InlineData("- { kind: redis-down }", "- { kind: redis-down, after: 1m }", "has its own start time")]
    [InlineData("- { kind: redis-down }", "- { kind: redis-dawn }", "There is no fault “redis-dawn”")]
    [InlineData("- { action: restart-redis }", "- { action: flush-rodis }", "A mitigation in the second act of")]
    [InlineData(
        "      symptoms:\n        - { health: redis, state: down, by: 1m }\n        - { log: enqueue failed ECONNREFUSED, by: 1m }\n",
        "",
        "promises no symptom"
    )]
    [InlineData(
        "      diagnosis:\n        - { what: [redis], how: [crash, resource-exhaustion], started-by: [nothing] }\n",
        "",
        "The second act has no diagnosis"
    )]
    [InlineData(
        "started-by: [nothing] }\n      evidence-path",
        "started-by: [change none] }\n      evidence-path",
        "names 'change none', which its runs do not show"
    )]
    public void A_mistake_in_it_is_reported_with_its_line_and_cure(string right, string wrong, string reason)
    {
        var (file, line) = Edited(right, wrong);

        var problem = Assert.Single(file.Problems, problem => problem.Reason.Contains(reason, StringComparison.Ordinal));
        Assert.Equal($"scenarios/{Lab5}.yaml", problem.File);
        Assert.InRange(problem.Line, line - 100, line + 1);
        Assert.NotEmpty(problem.Cure);
    }

    [Theory]
    [InlineData("10s")]
    [InlineData("10m")]
    public void The_shortest_and_the_longest_time_are_taken(string after) =>
        Assert.Empty(Edited("after: 60s", $"after: {after}").File.Problems);

    [Fact]
    public void The_check_plays_it_and_tells_a_symptom_that_does_not_show_and_one_that_does_not_begin()
    {
        var act = Cause.SecondAct!;
        Assert.Empty(SecondActProof.Check(Labs.Scenario(Lab5), Cause));

        var late = Cause with
        {
            SecondAct = act with
            {
                Symptoms = [.. act.Symptoms, new Symptom(SymptomKind.Health, "database", "down", null, null, TimeSpan.FromMinutes(1))],
            },
        };
        Assert.Contains(
            "does not show within 01:00",
            Assert.Single(SecondActProof.Check(With(late), late)).Sentence,
            StringComparison.Ordinal
        );

        var never = Cause with { ExpertRun = [.. Cause.ExpertRun.Where(step => act.Mitigations.Any(own => own.Action == step.Action))] };
        Assert.Equal(act.Line, Assert.Single(SecondActProof.Check(With(never), never)).Line);

        static Scenario With(RootCause cause) => Labs.Scenario(Lab5) with { RootCauses = [cause] };
    }

    [Fact]
    public void Claiming_it_is_right_and_is_not_asked_for_and_another_claim_too_many_still_counts()
    {
        List<FaultClaim> both = [.. Cause.Diagnosis!.Select(fault => new FaultClaim(fault.Where[0], fault.How[0], fault.StartedBy[0]))];
        Assert.True(DiagnosisVerdict.Of(both, Cause)!.IsRight);
        Assert.True(DiagnosisVerdict.Of([RedisEnded, .. both], Cause, inSecondAct: true)!.IsRight);
        Assert.True(
            DiagnosisVerdict.Of([both[0], RedisEnded], Cause, inSecondAct: true) is { IsRight: false, HasRightPart: true, Surplus.Count: 0 }
        );
        Assert.False(DiagnosisVerdict.Of([RedisEnded], Cause, inSecondAct: true)!.HasRightPart);
        Assert.Single(
            DiagnosisVerdict
                .Of([.. both, new(FaultPlace.Monitoring, FaultMode.Crash, FaultOrigin.Nothing)], Cause, inSecondAct: true)!
                .Surplus
        );
        Assert.True(DiagnosisVerdict.Means(RedisEnded, Cause, inSecondAct: true));
        Assert.False(DiagnosisVerdict.Means(RedisEnded, Cause));
        Assert.Single(DiagnosisVerdict.Of([.. both, RedisEnded], Cause with { SecondAct = null }, inSecondAct: true)!.Surplus);
        // Before the act has begun there is no such fault.
        Assert.Equal([RedisEnded], DiagnosisVerdict.Of([.. both, RedisEnded], Cause)!.Surplus);
    }

    [Fact]
    public void Its_repair_is_a_needless_risk_before_it_begins_and_none_from_then_on()
    {
        var at = TimeSpan.FromMinutes(20);
        var restart = new ShopInput(1, at, "restart-redis", new Dictionary<string, string>());
        Assert.True(NeedlessRisk.IsNoRepair(Cause, restart, secondActAt: null));
        Assert.True(NeedlessRisk.IsNoRepair(Cause, restart, at + TimeSpan.FromTicks(1)));
        Assert.False(NeedlessRisk.IsNoRepair(Cause, restart, at));
    }

    [Fact]
    public void The_blind_have_its_repair_in_an_accepted_one_and_the_best_response_takes_it_when_it_has_begun()
    {
        Assert.False(BlindActions.Accepted(Cause, Cause.Mitigations));
        Assert.True(BlindActions.Accepted(Cause, [.. Cause.Mitigations, .. Cause.SecondAct!.Mitigations]));

        var played = Played.Of(Lab5, GatewayAndLock);
        var page = played.Reference.PagedAt!.Value;
        var search = new BestResponses(played.Situation, played.Given);
        var best = search.Of(page, played.Reference.Course, new Effort((_, _) => { }));
        var resolved = search
            .Candidates(page)
            .Select(candidate => Course.Play(played.Situation, [.. played.Given, .. candidate.Inputs(page)]))
            .First(course => course.Truth.ResolvedAt is not null);

        Assert.Contains("restart-redis, then requeue-paid-orders", best.Text, StringComparison.Ordinal);
        Assert.True(resolved.Truth.SecondActAt < resolved.Truth.CauseRemovedAt);
    }

    [Fact]
    public void The_reference_responder_finds_it_by_looking_and_not_before_it_shows()
    {
        var reference = Played.Of(Lab5, GatewayAndLock).Reference;
        var begun = reference.Course.Truth.SecondActAt!.Value;

        Assert.True(reference.ConcludedAt < begun);
        Assert.True(Assert.Single(reference.Marks, mark => mark.Text == Cause.SecondAct!.EvidencePath!.Conclusion).At > begun);
        Assert.NotNull(reference.Course.Truth.ResolvedAt);
    }

    static (ContentFile File, int Line) Edited(string right, string wrong)
    {
        var text = Labs.Scenario(Lab5).Source;
        var act = text.IndexOf("    second-act:", StringComparison.Ordinal);
        var at = text.IndexOf(right, act, StringComparison.Ordinal);
        Assert.True(at >= 0, $"“{right}” is no longer in the scenario.");
        var file = new ContentFile($"scenarios/{Lab5}.yaml", text[..at] + wrong + text[(at + right.Length)..]);
        _ = ScenarioReader.Read(file);
        return (file, text[..at].Count(letter => letter == '\n') + 1);
    }
}
