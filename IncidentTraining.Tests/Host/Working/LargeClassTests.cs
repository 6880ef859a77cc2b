using System.Diagnostics;
using IncidentTraining.Core.People;
using IncidentTraining.Tests.Support;
using Microsoft.AspNetCore.Identity;

namespace IncidentTraining.Tests.Host.Working;

/// <summary>The staff pages of a class of 300 with 300 documents that wait: how long the server takes for the first response.</summary>
[Collection(nameof(MachineToItself))]
public sealed class LargeClassTests : IDisposable
{
    private const int Records = 300;

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly Writing _writing = new();

    public void Dispose() => _writing.Dispose();

    [Fact]
    public async Task A_table_of_300_records_is_answered_within_200_ms()
    {
        await FillAsync();
        var (facilitator, instructor, administrator) = (
            await _writing.Factory.SignInAsync("demo-facilitator"),
            await _writing.Factory.SignInAsync(Writing.Instructor),
            await _writing.Factory.SignInAsync("demo-administrator")
        );
        var cohortId = await _writing.Factory.CohortIdAsync();
        var taken = new Dictionary<string, double>();
        foreach (
            var (client, path, table) in ((PortalClient, string, string)[])
                [
                    (facilitator, "/class", "members"),
                    (administrator, $"/admin/classes/{cohortId}", "members"),
                    (instructor, "/quiz/results", "quiz-people"),
                    (instructor, "/reviews", "queue"),
                    (instructor, "/reviews/documents", "documents"),
                ]
        )
        {
            var times = new List<double>();
            for (var visit = 0; visit < 12; visit++)
            {
                var watch = Stopwatch.StartNew();
                var html = await client.Http.GetStringAsync(path, Ct);
                times.Add(watch.Elapsed.TotalMilliseconds);
                var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html);
                Assert.Equal(50, page.QuerySelectorAll($"[data-testid={table}] tbody > tr.mud-table-row").Length);
                Assert.Contains(
                    "50 of 30",
                    page.QuerySelector($"[data-testid={table}] .mud-table-pagination")!.TextContent,
                    StringComparison.Ordinal
                );
            }

            taken[path] = times.Skip(3).Order().ElementAt(4);
        }

        var figures = string.Join(", ", taken.Select(page => FormattableString.Invariant($"{page.Key}: {page.Value:0} ms")));
        TestContext.Current.TestOutputHelper?.WriteLine(figures);
        Assert.True(taken.Values.Max() < 200, figures);
    }

    private async Task FillAsync()
    {
        var (cohortId, now) = (await _writing.Factory.CohortIdAsync(), _writing.Time.GetUtcNow());
        await using (var db = await _writing.Factory.OpenDatabaseAsync())
        {
            for (var number = 1; number <= Records; number++)
            {
                var user = new IdentityUser($"{cohortId:N}/person-{number}");
                var person = new Person(Guid.CreateVersion7(now), $"Person {number:000}", user.Id, now.UtcDateTime);
                db.AddRange(user, person, new Membership(cohortId, person.Id, ClassRole.Trainee, now.UtcDateTime));
            }

            await db.SaveChangesAsync(Ct);
        }

        for (var number = 1; number <= Records; number++)
        {
            await _writing.SubmittedAsync("runbook");
        }
    }
}
