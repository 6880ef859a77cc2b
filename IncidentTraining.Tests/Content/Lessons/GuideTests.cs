using System.Globalization;
using System.Text.RegularExpressions;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Content.Lessons;

/// <summary>The lessons' statements about repairs, alerts, metrics and changes match the live shops.</summary>
public sealed partial class GuideTests
{
    // How the guides say each repair. A new action in a scenario needs its words here.
    private static readonly Dictionary<string, string> Repairs = new()
    {
        ["buy-gateway-calls"] = "buy more calls",
        ["copy-access-log"] = "copy the access logs",
        ["create-index"] = "(?:create the index|build the index anew)",
        ["delete-view-history"] = "delete the view history",
        ["deploy-release"] = "deploy release {release} to the {component}",
        ["disable-experiment"] = "switching the experiment off",
        ["end-sessions"] = "end the sessions",
        ["quarantine-job"] = "put (?:the|that) job aside",
        ["refresh-dns"] = "refresh the resolver of the `{hosts}` hosts",
        ["request-gateway-limit"] = "raise the limit",
        ["request-mail-quota"] = "raise the quota",
        ["requeue-paid-orders"] = "requeue paid orders",
        ["resize-cache"] = "resize the cache to {megabytes}",
        ["resize-pool"] = "resize the pool to {connections}",
        ["restart-instance"] = "restart `{instance}`",
        ["restart-redis"] = "restart Redis",
        ["restart-worker"] = "restart all workers",
        ["restore-route"] = "restore the route",
        ["restore-configuration"] = "take the file `{file}` back",
        ["resume-project"] = "resume the project",
        ["resume-replay"] = "resume the replay",
        ["retry-dead-jobs"] = "retry (?:the )?dead letters",
        ["revoke-key"] = "revoke the key of `{key}`",
        ["roll-back"] = "roll (?:the release )?back",
        ["scale-workers"] = "scale the workers",
        ["set-connection-uses"] = "set the uses of a connection to {requests}",
        ["set-readiness-timeout"] = "set the readiness time-out to {milliseconds}",
        ["settle-pending-payments"] = "settle pending payments",
        ["start-instance"] = "start the instance",
        ["switch-flag"] = "flag {state}",
        ["switch-gateway"] = "fail over to the {route} endpoint",
        ["sync-clock"] = "set the clock of the `{hosts}` hosts",
        ["update-secret"] = "update the secret",
    };

    // Records of an earlier state of the shop state this in their own words.
    private static readonly Dictionary<string, string> OtherAlerts = new()
    {
        ["labs/lab-4-worker-failure.md"] = "**In three points the shop of this record is older than today's:**",
        ["exercises/exercise-3-on-call.md"] = "Their thresholds, and that they page, are those of each shift.",
    };

    [Fact]
    public void Every_repair_of_a_cause_is_in_its_row_of_the_instructors_guide_and_no_other_is()
    {
        var day = RealContent.Library().FindDay(RealContent.DayId)!;
        // The scenarios of the pager belong to no lab, so there is no page with a guide.
        foreach (var scenario in Lesson.Scenarios().Where(scenario => Labs.Pagers.All(pager => pager.Id != scenario.Id)))
        {
            var text = Lesson.ContentFile(day.Pages.Single(page => page.ScenarioId == scenario.Id).File);
            var header = text.Split('\n')
                .Single(line => line.StartsWith("| id |", StringComparison.Ordinal))
                .Trim()
                .Trim('|')
                .Split('|', StringSplitOptions.TrimEntries);
            var column = Array.FindIndex(header, title => title.StartsWith("repair", StringComparison.Ordinal));
            foreach (var cause in scenario.RootCauses)
            {
                var row = Lesson.Table(text, "| id |").Single(cells => cells[0] == $"`{cause.Id}`");
                var said = $"{header[column]}: {row[column]}";
                Assert.All(cause.Mitigations, step => Assert.Matches($"(?i){Words(step)}", said));

                // An expert also cleans up after the cause.
                var known = cause.Mitigations.Select(step => step.Action).Concat(cause.ExpertRun.Select(step => step.Action));
                var others = Repairs.Keys.Except(known).Where(action => !Repairs[action].Contains('{', StringComparison.Ordinal));
                Assert.All(others.Where(action => action != "disable-experiment"), action =>
                    Assert.DoesNotMatch($"(?i)\\b{Repairs[action]}", said)
                );
            }
        }
    }

    [Fact]
    public void An_alert_that_rings_in_a_lesson_pages_or_makes_a_ticket_as_in_a_live_shop()
    {
        var kinds = Lesson.Scenarios().SelectMany(scenario => scenario.Alerts).Select(alert => (alert.Title, alert.Severity)).ToHashSet();
        var ringing = Lesson
            .All.SelectMany(lesson =>
                Ringing()
                    .Matches(lesson.Text)
                    .Select(match => (lesson.File, Alert: (match.Groups["name"].Value, match.Groups["kind"].Value)))
            )
            .ToList();

        Assert.InRange(ringing.Count, 10, int.MaxValue);
        Assert.All(OtherAlerts, lesson => Assert.Contains(lesson.Value, Lesson.TextOf(lesson.Key), StringComparison.Ordinal));
        Assert.Equal(
            [],
            ringing
                .Where(found => !kinds.Contains(found.Alert) && !OtherAlerts.ContainsKey(found.File))
                .Select(found => $"{found.File}: {found.Alert}")
        );
    }

    [Theory]
    [InlineData(
        "lab-4-worker-failure",
        "The oldest job is old",
        "*The oldest job is old* (`queue_oldest_job_seconds` over #)",
        "exercises/exercise-2-runbooks.md"
    )]
    [InlineData(
        "lab-2-payment-failure",
        "Payments fail",
        "more than # % of attempts to pay have failed",
        "labs/lab-3-database-connection.md"
    )]
    [InlineData(
        "lab-5-full-incident-response",
        "Availability budget burns fast",
        "burns at # times the permitted rate",
        "lectures/incident-response-principles.md"
    )]
    public void A_threshold_in_a_lesson_is_that_of_the_alert(string scenarioId, string title, string words, string file)
    {
        var alert = Lesson.Scenarios().Single(scenario => scenario.Id == scenarioId).Alerts.Single(alert => alert.Title == title);

        Assert.Contains(
            words.Replace("#", alert.Threshold.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal),
            Lesson.TextOf(file),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Every_metric_in_a_lesson_or_in_the_quiz_is_one_that_the_shop_exports()
    {
        var exported =
            Lesson.ContentFile("practice-shop/server/metrics.ts") + Lesson.ContentFile("practice-shop/server/workers/worker-metrics.ts");
        var named = Lesson
            .All.Append(("quizzes/day-4.yaml", Lesson.ContentFile("quizzes/day-4.yaml")))
            .SelectMany(lesson => Metric().Matches(lesson.Item2).Select(match => (lesson.Item1, Name: match.Groups[1].Value)))
            .ToList();

        Assert.InRange(named.Count, 20, int.MaxValue);
        Assert.Equal([], named.Where(found => !exported.Contains($"{found.Name}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_lesson_counts_the_changes_of_a_run_or_says_that_one_of_them_is_the_cause() =>
        Assert.Equal(
            [],
            Lesson.All.SelectMany(lesson => CountedChanges().Matches(lesson.Text).Select(match => $"{lesson.File}: {match.Value}"))
        );

    [Fact]
    public void The_messages_that_the_guide_of_Lab_5_announces_come_at_those_minutes()
    {
        var scenario = Lesson.Scenarios().Single(scenario => scenario.Id == "lab-5-full-incident-response");
        var minutes = scenario.Injects.ToDictionary(inject => inject.Id, inject => (int)inject.After.TotalMinutes);
        var text = Lesson.TextOf("labs/lab-5-full-incident-response.md");

        Assert.Contains(
            $"{minutes["board"]} minutes after the onset Tomas asks for three sentences for the board, at {minutes["assistant"]} an assistant names a wrong cause with great confidence, "
                + $"at {minutes["executive"]} the managing director gives an order to the whole channel (\"just restart everything\"), and at {minutes["handover"]} Tomas takes the commander away",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"The onset is drawn between minute {scenario.Begins.From.TotalMinutes} and {scenario.Begins.To.TotalMinutes}, so that is between minute "
                + $"{minutes["handover"] + scenario.Begins.From.TotalMinutes} and {minutes["handover"] + scenario.Begins.To.TotalMinutes}.",
            text,
            StringComparison.Ordinal
        );
    }

    private static string Words(MitigationStep step) =>
        step.Arguments.Aggregate(Repairs[step.Action], (words, argument) =>
            words.Replace($"{{{argument.Key}}}", argument.Value, StringComparison.Ordinal)
        );

    [GeneratedRegex(@"\*\*\d\d:\d\d(?::\d\d)? (?<name>[^*()]+) \((?<kind>page|ticket)\):\*\*")]
    private static partial Regex Ringing();

    [GeneratedRegex(@"`((?!max_)[a-z]+(?:_[a-z0-9]+)*_(?:total|seconds|connections|up|depth))(?:\{[^`]*\})?`")]
    private static partial Regex Metric();

    [GeneratedRegex(@"(?i)\*Deploys & flags\*[^.]{0,30}\b(?:five|six|eight|\d+) (?:records|changes|entries)|exactly one of them touches")]
    private static partial Regex CountedChanges();
}
