using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>The first sentences about a run, and how its severity and communication parts follow from their lines.</summary>
public sealed class HeadlineTests
{
    [Fact]
    public void That_it_was_never_resolved_comes_first_and_says_whether_the_impact_ended()
    {
        Assert.StartsWith("Never resolved: the incident was still ongoing", Headline(Run()), StringComparison.Ordinal);
        var mitigated = Run();
        mitigated.Truth = mitigated.Truth with { MitigatedAt = TimeSpan.FromMinutes(20) };
        Assert.StartsWith(
            "Never resolved: the impact was mitigated at 09:20:00 UTC, but the cause was still there",
            Headline(mitigated),
            StringComparison.Ordinal
        );
        var resolved = Run();
        resolved.Truth = resolved.Truth with { MitigatedAt = TimeSpan.FromMinutes(20), ResolvedAt = TimeSpan.FromMinutes(22) };
        Assert.StartsWith(
            "The shop was resolved at 09:22:00 UTC, but the resolution was not verified.",
            Headline(resolved),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_resolution_that_was_verified_says_both_times_and_nothing_else_when_the_cause_was_understood()
    {
        var run = Run().Find(400);
        run.Truth = run.Truth with { ResolvedAt = TimeSpan.FromMinutes(22) };
        Assert.Equal("Resolved at 09:22:00 and verified at 09:23:30 UTC.", Headline(run.Verify(1410)));
    }

    [Fact]
    public void A_diagnosis_that_found_the_cause_is_said_to_have_come_from_a_hint_or_a_helper_when_it_did()
    {
        const string bought =
            "No finding was stated and the diagnosis that found the cause came from a hint or a helper, so nothing shows that the cause was understood.";
        Assert.EndsWith(bought, Headline(Solution(Run(), 300).Declare(400, MadeRun.Right)), StringComparison.Ordinal);
        Assert.EndsWith(
            bought,
            Headline(Run().Declare(300, MadeRun.Wrong).Declare(400, MadeRun.Right, MadeRun.Ben)),
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            bought.Replace("No finding was stated", "No finding was stated before the incident was resolved", StringComparison.Ordinal),
            Headline(Resolved(Solution(Run(), 300).Declare(400, MadeRun.Right).Find(1400))),
            StringComparison.Ordinal
        );

        // A right diagnosis before the hint counts, a smaller hint does not affect it, and neither does a bought diagnosis affect a
        // finding.
        Assert.DoesNotContain(
            "understood",
            Headline(Solution(Run().Declare(299, MadeRun.Right), 300).Declare(400, MadeRun.Right)),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            "understood",
            Headline(Run().Add(300, IncidentEventKind.HintTaken, "A nudge.", nameof(HintLevel.Nudge)).Declare(400, MadeRun.Right)),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("understood", Headline(Solution(Run(), 300).Declare(400, MadeRun.Right).Find(500)), StringComparison.Ordinal);

        static MadeRun Solution(MadeRun run, double at) =>
            run.Add(at, IncidentEventKind.HintTaken, "The solution, for 30 points.", nameof(HintLevel.Solution));
        static MadeRun Resolved(MadeRun run)
        {
            run.Truth = run.Truth with { ResolvedAt = TimeSpan.FromMinutes(22) };
            return run;
        }
    }

    [Theory]
    [InlineData(1, true, "")]
    [InlineData(2, true, " It was worked by trial and error: 2 risky actions were unnecessary.")]
    [InlineData(0, false, "")]
    [InlineData(1, false, " One unnecessary risky action was taken.")]
    [InlineData(2, false, " It was worked by trial and error: 2 risky actions were unnecessary.")]
    public void That_it_was_worked_by_trial_is_said_once_more_was_tried_than_is_tolerated(int needless, bool understood, string told)
    {
        var harm = new CustomerHarm(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        var account = new RunAccount
        {
            Horizon = TimeSpan.FromHours(1),
            DoNothing = harm,
            Recorded = harm,
            IsUnderstood = understood,
            RefusedTries = needless,
        };
        var record = Run().Find(400).Record();
        var stored = new StoredAccount(Guid.CreateVersion7(), MadeRun.Start, MadeRun.Start, account);
        Assert.Equal("Never resolved: the incident was still ongoing when the run ended." + told, Headline(record, stored));

        // If nothing went wrong there was nothing to try.
        Assert.Equal(
            "No incident began in this run: no service level was violated.",
            Headline(record with { Shop = record.Shop with { Truth = record.Shop.Truth with { OnsetAt = null } } }, stored)
        );

        static string Headline(RunRecord record, StoredAccount stored) =>
            RunAssessment.Of(record, [], CommunicationScore.Of(record), SeverityRecord.Of(record), stored).Headline;
    }

    [Fact]
    public void Times_are_held_against_the_par_times_until_there_is_an_account()
    {
        Assert.Contains("until the impact analysis is computed", Of(Run()).Part(ResultKind.Response)!.Summary, StringComparison.Ordinal);
        var record = Run().Record();
        var none = new StoredAccount(Guid.CreateVersion7(), MadeRun.Start, MadeRun.Start, "It differs.");
        Assert.DoesNotContain(
            "until",
            RunAssessment.Of(record, [], CommunicationScore.Of(record), SeverityRecord.Of(record), none).Part(ResultKind.Response)!.Summary,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_run_without_an_incident_says_so_and_nothing_about_understanding()
    {
        var run = Run();
        run.Truth = run.Truth with { OnsetAt = null };
        Assert.Equal("No incident began in this run: no service level was violated.", Headline(run));
        // An update is work too.
        var (owed, early) = (new MadeRun().Update(300), new MadeRun().Update(300));
        early.Truth = early.Truth with { OnsetAt = null };
        foreach (
            var (kind, summary) in new[]
            {
                (ResultKind.Severity, "no severity was set"),
                (ResultKind.Diagnosis, "no diagnosis was declared"),
            }
        )
        {
            Assert.Equal((ResultMark.Bad, summary), Told(owed, kind));
            Assert.Equal((ResultMark.Neutral, $"{summary}, and no incident began"), Told(early, kind));
        }

        static (ResultMark, string) Told(MadeRun one, ResultKind kind) =>
            Of(one).Part(kind) is { } part ? (part.Mark, part.Summary) : default;
    }

    [Fact]
    public void What_shows_that_the_cause_was_understood_is_said_when_nothing_does()
    {
        Assert.EndsWith(
            "No finding was stated and no diagnosis declared, so nothing shows that the cause was understood.",
            Headline(Run()),
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "the declared diagnosis did not find the cause, so nothing shows that the cause was understood.",
            Headline(Run().Declare(400, MadeRun.Wrong)),
            StringComparison.Ordinal
        );
        // A person who names the cause and something else has guessed as well, and is told what is wrong.
        Assert.EndsWith(
            "the declared diagnosis named the cause along with a fault that did not exist, so nothing shows that the cause was understood.",
            Headline(Run().DeclareAll(400, MadeRun.Right, MadeRun.Wrong)),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("understood", Headline(Run().Declare(400, MadeRun.Right)), StringComparison.Ordinal);
        Assert.DoesNotContain("understood", Headline(Run().Find(400)), StringComparison.Ordinal);
        var late = Run().Find(1400);
        late.Truth = late.Truth with { ResolvedAt = TimeSpan.FromMinutes(22) };
        Assert.EndsWith(
            "No finding was stated before the incident was resolved and no diagnosis declared, so nothing shows that the cause was understood.",
            Headline(late),
            StringComparison.Ordinal
        );
        // A helper's diagnosis is not the crew's.
        Assert.Contains("no diagnosis declared", Headline(Run().Declare(400, MadeRun.Wrong, MadeRun.Ben)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_in_which_nothing_was_done_has_no_result_and_no_part()
    {
        var result = Of(new MadeRun());
        Assert.Equal((false, 0), (result.HasResult, result.Parts.Count));
        Assert.StartsWith(
            "Never resolved: the incident was still ongoing when the run ended. This run has no result",
            result.Headline,
            StringComparison.Ordinal
        );
        var calm = new MadeRun();
        calm.Truth = calm.Truth with { OnsetAt = null };
        Assert.StartsWith("This run has no result", Of(calm).Headline, StringComparison.Ordinal);
        Assert.Equal(Enum.GetValues<ResultKind>(), Of(Run()).Parts.Select(part => part.Kind));
    }

    [Fact]
    public void Severity_is_met_when_every_level_fitted_partly_when_one_did_and_not_met_when_none_did()
    {
        Assert.Equal((ResultMark.Bad, "no severity was set"), Severity(new MadeRun()));
        Assert.Equal(
            (ResultMark.Good, "matched the measured impact and followed it"),
            Severity(new MadeRun().Severity(130, IncidentTraining.Core.Response.Severity.P3))
        );
        Assert.Equal(
            (ResultMark.Partly, "the last level matched, but not every level or change did"),
            Severity(
                new MadeRun()
                    .Severity(130, IncidentTraining.Core.Response.Severity.P0)
                    .Severity(200, IncidentTraining.Core.Response.Severity.P3)
            )
        );
        Assert.Equal(
            (ResultMark.Bad, "the last level did not match the measured impact"),
            Severity(new MadeRun().Severity(130, IncidentTraining.Core.Response.Severity.P0))
        );

        static (ResultMark, string) Severity(MadeRun run) =>
            SeverityPart.Of(SeverityRecord.Of(run.Record())) is var part ? (part.Mark, part.Summary) : default;
    }

    [Fact]
    public void Communication_counts_its_checks_and_an_update_without_content_is_none()
    {
        var part = CommunicationPart.Of(
            CommunicationScore.Of(new MadeRun(endsAtMinute: 12).Severity(130, Severity.P1).Update(200).Record()),
            MadeRun.Clock
        );
        Assert.Equal(ResultMark.Partly, part.Mark);
        // Cadence and customers are met, support and management were never told; "investigating" was true.
        Assert.Equal("1 update; 2 of 5 checks not met", part.Summary);
        Assert.Equal(
            [ResultMark.Good, ResultMark.Good, ResultMark.Bad, ResultMark.Bad, ResultMark.Good],
            part.Lines.Select(line => line.Mark)
        );
        Assert.Equal((ResultMark.Bad, "no update was published"), Of(new MadeRun().Severity(130, Severity.P1)));
        Assert.Equal(
            (ResultMark.Bad, "no update told its readers anything"),
            Of(new MadeRun().Severity(130, Severity.P1).Update(200, "asdf"))
        );
        var calm = new MadeRun(acknowledgedAtMinute: null);
        calm.Truth = calm.Truth with { OnsetAt = null, DetectedAt = null };
        Assert.Equal((ResultMark.Neutral, "nothing was detected or acknowledged, so no update was due"), Of(calm));

        static (ResultMark, string) Of(MadeRun run) =>
            CommunicationPart.Of(CommunicationScore.Of(run.Record()), MadeRun.Clock) is var part ? (part.Mark, part.Summary) : default;
    }

    // Setting a severity is work.
    private static MadeRun Run() => new MadeRun().Severity(130, Severity.P3);

    private static string Headline(MadeRun run) => Of(run).Headline;

    private static RunAssessment Of(MadeRun run)
    {
        var record = run.Record(new(MadeRun.Anna, "Anna", false, Enum.GetValues<IncidentRole>()), new(MadeRun.Ben, "Ben", true, []));
        return RunAssessment.Of(record, [], CommunicationScore.Of(record), SeverityRecord.Of(record), null);
    }
}
