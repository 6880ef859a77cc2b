using System.Globalization;
using IncidentTraining.Core.Documents.Evidence;
using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Assessment;

/// <summary>Finds the records of an ended run: charts in its archive, messages in its timeline, log lines in a rebuilt shop.</summary>
public sealed class RunEvidence(IDbContextFactory<TrainingDb> databases, OpenReplay openReplay, TimeProvider time) : IRunEvidence
{
    private static readonly HashSet<IncidentEventKind> Spoken =
    [
        IncidentEventKind.Message,
        IncidentEventKind.Complaint,
        IncidentEventKind.StatusUpdate,
        IncidentEventKind.Said,
        IncidentEventKind.AlertFiring,
        IncidentEventKind.AlertResolved,
        IncidentEventKind.ActionFinished,
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> Charts => ChartNames.All;

    /// <inheritdoc/>
    public async Task<RunSpan?> SpanAsync(Actor actor, Guid runId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return (await db.RequireVisibleRunAsync(actor, runId, ct)).ValueOrDefault is { } run
            ? new RunSpan(run.StartedAt, run.VirtualAt(time.GetUtcNow().UtcDateTime))
            : null;
    }

    /// <inheritdoc/>
    public async Task<Outcome<IReadOnlyList<EvidenceItem>>> FindAsync(Actor actor, Guid runId, EvidenceQuery query, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var visible = await db.RequireVisibleRunAsync(actor, runId, ct);
        if (!visible.Succeeded)
        {
            return visible.Refusal;
        }

        if (!visible.Value.HasEnded)
        {
            return Refusal.Conflict("The run is still in progress. You can attach evidence after it ends.");
        }

        return query.Kind switch
        {
            EvidenceKind.Chart => await ChartAsync(db, visible.Value, query, ct),
            EvidenceKind.Log => await LogAsync(actor, visible.Value, query, ct),
            _ => await MessagesAsync(db, visible.Value, query, ct),
        };
    }

    private static async Task<Outcome<IReadOnlyList<EvidenceItem>>> ChartAsync(
        TrainingDb db,
        LabRun run,
        EvidenceQuery query,
        CancellationToken ct
    )
    {
        var archive = await db.Set<RunArchive>().AsNoTracking().SingleOrDefaultAsync(a => a.RunId == run.Id, ct);
        if (archive?.Open().Charts is not { } charts || charts.Lines.FirstOrDefault(one => one.Name == query.Search) is not { } line)
        {
            return Refusal.NotFound("The run has no such chart.");
        }

        var from = Math.Max(0, (int)query.From.TotalSeconds - charts.FirstSecond);
        var to = Math.Min(line.Values.Count, (int)query.To.TotalSeconds - charts.FirstSecond);
        var values = line.Values.Skip(from).Take(Math.Max(0, to - from)).Where(double.IsFinite).ToList();
        if (values.Count == 0)
        {
            return Refusal.NotFound("Nothing was measured in that time.");
        }

        string Figure(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:#,0.##} {line.Unit}").TrimEnd();
        // If more than the run is requested, only what was measured is claimed.
        var (first, last) = (TimeSpan.FromSeconds(charts.FirstSecond + from), TimeSpan.FromSeconds(charts.FirstSecond + to));
        var span = ShopClock.Of(run).Stretch(first, last);
        return Found([
            new EvidenceItem(
                $"{line.Name}, {span}: {Figure(values.Min())} to {Figure(values.Max())}",
                $"**Evidence:** `{line.Name}` from {span}: lowest {Figure(values.Min())}, highest {Figure(values.Max())}, at the end {Figure(values[^1])} ([see it in the replay]({RunMoment.Address(run.Id, last, "dashboard")}))"
            ),
        ]);
    }

    private async Task<Outcome<IReadOnlyList<EvidenceItem>>> LogAsync(Actor actor, LabRun run, EvidenceQuery query, CancellationToken ct)
    {
        var opened = await openReplay.RunAsync(actor, run.Id, ct);
        if (!opened.Succeeded)
        {
            return opened.Refusal;
        }

        var clock = ShopClock.Of(run);
        using var replay = opened.Value;
        await replay.SeekAsync(query.To, ct);
        var lines = await ((IShopSource)replay).ReadAsync(
            shop => shop.Logs(new ShopLogQuery { Search = query.Search, Limit = 500 }).Lines,
            ct
        ) ?? [];
        return Found([
            .. lines
                .Where(line => line.At >= query.From && line.At <= query.To)
                .Take(IRunEvidence.Most)
                .Select(line =>
                {
                    var text = $"{clock.Told(line.At)} {line.Level.ToString().ToLowerInvariant()} {line.Service} {line.Message}"
                        .ReplaceLineEndings(" ")
                        .Replace('`', '\'');
                    return new EvidenceItem(
                        text,
                        $"**Evidence:** `{text}` ([see it in the replay]({RunMoment.Address(run.Id, line.At, "logs")}))"
                    );
                }),
        ]);
    }

    private static async Task<Outcome<IReadOnlyList<EvidenceItem>>> MessagesAsync(
        TrainingDb db,
        LabRun run,
        EvidenceQuery query,
        CancellationToken ct
    )
    {
        var clock = ShopClock.Of(run);
        var timeline = await db.TimelineAsync(run.Id, ct);
        return Found([
            .. timeline
                .Where(entry => Spoken.Contains(entry.Kind) && entry.At >= query.From && entry.At <= query.To)
                .Where(entry => $"{entry.From} {entry.Text}".Contains(query.Search.Trim(), StringComparison.OrdinalIgnoreCase))
                .Take(IRunEvidence.Most)
                .Select(entry => new EvidenceItem(
                    $"{clock.Told(entry.At)} {entry.From}: {entry.Text.ReplaceLineEndings(" ")}",
                    $"> {entry.Text.ReplaceLineEndings("\n> ")}\n>\n> {entry.From}, {clock.Told(entry.At)} ([see it in the replay]({RunMoment.Address(run.Id, entry.At)}))"
                )),
        ]);
    }

    private static Outcome<IReadOnlyList<EvidenceItem>> Found(IReadOnlyList<EvidenceItem> items) =>
        Outcome<IReadOnlyList<EvidenceItem>>.Done(items);
}
