using System.Text.RegularExpressions;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.RunbookTrials;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Progress;

/// <summary>Reads a person's submitted work: documents to which they contributed text, without what the portal filled in.</summary>
public sealed partial class ReadWrittenWork(IDbContextFactory<TrainingDb> databases, DocumentKinds kinds)
{
    /// <summary>Returns the person's submitted and accepted documents of a class by kind.</summary>
    public async Task<ILookup<string, WrittenWork>> OfAsync(Guid personId, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var documents = await db.Set<Document>()
            .AsNoTracking()
            .Where(d =>
                d.CohortId == cohortId
                && (d.State == DocumentState.Submitted || d.State == DocumentState.InReview || d.State == DocumentState.Accepted)
            )
            .Where(d =>
                (d.OwnerId == personId && !db.Set<DocumentWriter>().Any(w => w.DocumentId == d.Id))
                // Of several writers, only those who contributed text.
                || db.Set<DocumentVersion>()
                    .Any(v =>
                        v.DocumentId == d.Id
                        && v.AuthorId == personId
                        && (v.Reason == VersionReason.Written || v.Reason == VersionReason.Restored)
                    )
            )
            .OrderBy(d => d.CreatedAt)
            .ToListAsync(ct);
        var ids = documents.ConvertAll(d => d.Id);
        var begun = await db.Set<DocumentVersion>()
            .AsNoTracking()
            .Where(v => ids.Contains(v.DocumentId) && v.Reason == VersionReason.Started)
            .ToDictionaryAsync(v => v.DocumentId, ct);
        var trials = (
            await db.Set<RunbookTrial>()
                .AsNoTracking()
                .Where(t => ids.Contains(t.DocumentId) && t.Shops > 0 && t.Recovered == t.Shops)
                .Select(t => new
                {
                    t.DocumentId,
                    t.ScenarioId,
                    t.StepsText,
                })
                .ToListAsync(ct)
        ).ToLookup(t => t.DocumentId);
        return documents.ToLookup(
            d => d.KindId,
            d =>
            {
                var body = d.ReadBody();
                var steps = kinds.Shape(d.KindId, body).StepsSection is { } section ? body.Section(section.Id).Text : "";
                return new WrittenWork(
                    d.Id,
                    d.Title,
                    Math.Max(0, Words(body) - (begun.TryGetValue(d.Id, out var first) ? Words(first.ReadBody()) : 0)),
                    [.. trials[d.Id].Where(trial => trial.StepsText == steps).Select(trial => trial.ScenarioId).Distinct()]
                );
            }
        );
    }

    private static int Words(DocumentBody body) =>
        Words(body.Sections.Values.SelectMany(section => section.ActionItems.Select(item => item.What).Prepend(section.Text)));

    /// <summary>The words of some texts; a word that repeats itself together with the two before it is not counted again.</summary>
    internal static int Words(IEnumerable<string> texts)
    {
        var seen = new HashSet<(string, string, string)>();
        var (before, last) = ("", "");
        foreach (var word in texts.SelectMany(text => Word().Matches(text).Select(match => match.Value.ToUpperInvariant())))
        {
            seen.Add((before, last, word));
            (before, last) = (last, word);
        }

        return seen.Count;
    }

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Word();
}
