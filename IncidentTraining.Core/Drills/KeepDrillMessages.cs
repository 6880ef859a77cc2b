using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Drills;

/// <summary>
/// Creates a document from the updates that a person sent in an ended drill, so that they can be revised, submitted and graded like the
/// written messages of the lab. It contains only the person's own updates, because a document is graded as one person's work.
/// </summary>
public sealed class KeepDrillMessages(
    WriteGate gate,
    IDbContextFactory<TrainingDb> databases,
    DocumentKinds kinds,
    StartDocument start,
    SaveDraft save,
    TimeProvider time
) : IUseCase
{
    /// <summary>Creates it and returns its id, or returns the existing one.</summary>
    public async Task<Outcome<Guid>> RunAsync(Actor actor, Guid drillRunId, CancellationToken ct = default)
    {
        var sent = await SentAsync(actor, drillRunId, ct);
        if (!sent.Succeeded)
        {
            return sent.Refusal;
        }

        var (run, updates, existing) = sent.Value;
        if (existing is { } made)
        {
            return made;
        }

        if (kinds.All.FirstOrDefault(kind => kind.Serves.Contains(run.PageId)) is not { } kind)
        {
            return Refusal.NotFound("This lab has no document kind.");
        }

        var started = await start.RunAsync(actor, new(run.CohortId, kind.Id), ct);
        if (!started.Succeeded)
        {
            return started;
        }

        // Saved as the person's own text, because they wrote it: text that the portal fills in does not count as their work.
        var body = new DocumentBody(kind.Title, Sections(kind, updates));
        var saved = await save.RunAsync(actor, new(started.Value, 1, body), ct);
        if (!saved.Succeeded)
        {
            return saved.Refusal;
        }

        return await gate.WriteAsync<Guid>(
            async db =>
            {
                var own = await db.RequireOwnDrillAsync(actor, drillRunId, ct);
                own.ValueOrDefault?.Writers.Single(writer => writer.PersonId == actor.PersonId).Keep(started.Value);
                return own.Succeeded ? started.Value : own.Refusal;
            },
            ct
        );
    }

    private async Task<Outcome<Sent>> SentAsync(Actor actor, Guid drillRunId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var own = await db.RequireOwnDrillAsync(actor, drillRunId, ct);
        if (!own.Succeeded)
        {
            return own.Refusal;
        }

        if (!own.Value.HasEnded(time.GetUtcNow().UtcDateTime))
        {
            return Refusal.Conflict("The drill is still running. Create the document after it ends.");
        }

        List<DrillEntry> updates =
        [
            .. (await db.DrillEntriesAsync(drillRunId, ct)).Where(entry =>
                entry.Kind == DrillEntryKind.Update && entry.PersonId == actor.PersonId
            ),
        ];
        return updates.Count == 0
            ? Refusal.Conflict("You sent no updates in this drill, so there is nothing to create a document from.")
            : new Sent(own.Value, updates, own.Value.Writers.Single(writer => writer.PersonId == actor.PersonId).DocumentId);
    }

    /// <summary>
    /// The updates as the kind's messages. Those for customers are, in order, the first message, the following ones and the last, which
    /// reports the end; a further message is for everyone else.
    /// </summary>
    private static Dictionary<string, SectionBody> Sections(DocumentKind kind, List<DrillEntry> updates)
    {
        var customers = updates.Where(update => update.Audience == UpdateAudience.Customers).ToList();
        var open = customers.Where(update => update.Stage != UpdateStage.Resolved).ToList();
        var messages = kind
            .Sections.Where(section => section.Form == SectionForm.Message)
            .ToLookup(section => section.Audience == nameof(UpdateAudience.Customers));
        IEnumerable<IEnumerable<DrillEntry>> parts = [open.Take(1), open.Skip(1), customers.Except(open)];
        return messages[true]
            .Zip(parts)
            .Concat(messages[false].Take(1).Select(section => (section, updates.Except(customers))))
            .Select(one => (one.Item1.Id, Text: Joined(one.Item2)))
            .Where(one => one.Text.Length > 0)
            .ToDictionary(one => one.Id, one => new SectionBody(one.Text));
    }

    private static string Joined(IEnumerable<DrillEntry> updates) =>
        string.Join(
            "\n\n",
            updates.Select(update =>
                $"{update.At:HH:mm} UTC{(update.Audience == UpdateAudience.Customers ? "" : $", to {update.Audience.ToString()!.ToLowerInvariant()}")}: {update.Text}"
                + (update.NextInMinutes is { } minutes ? $"\n\nNext update by {update.At.AddMinutes(minutes):HH:mm} UTC." : "")
            )
        );

    private sealed record Sent(DrillRun Run, List<DrillEntry> Updates, Guid? DocumentId);
}
