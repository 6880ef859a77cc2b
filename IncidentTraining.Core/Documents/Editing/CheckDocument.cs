using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Checks;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.Documents.Runbooks;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Documents.Editing;

/// <summary>A finding with its explanation, and the reason for its dismissal.</summary>
/// <param name="Finding">What was noticed.</param>
/// <param name="Check">What the check looks for and why.</param>
/// <param name="DismissedBecause">The writer's reason for dismissing it; null if it is not dismissed.</param>
public sealed record ShownFinding(Finding Finding, CheckInfo Check, string? DismissedBecause);

/// <summary>Runs the checks on a text: for its writers on the saved text, for a reviewer on the submitted one.</summary>
public sealed class CheckDocument(
    IDbContextFactory<TrainingDb> databases,
    DocumentKinds kinds,
    IShopWords shop,
    IAuthorNames names,
    TimeProvider time
) : IUseCase
{
    /// <summary>The findings in the text that its writers have saved.</summary>
    public async Task<Outcome<IReadOnlyList<ShownFinding>>> WhileWritingAsync(Actor actor, Guid documentId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var own = await db.OwnDocumentAsync(actor, documentId, ct);
        return own.Succeeded
            ? Outcome<IReadOnlyList<ShownFinding>>.Done(await FindAsync(db, own.Value, own.Value.ReadBody(), ct))
            : own.Refusal;
    }

    /// <summary>The findings in the submitted text, including those that its author dismissed.</summary>
    public async Task<Outcome<IReadOnlyList<ShownFinding>>> ForReviewAsync(Actor actor, Guid documentId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.DocumentForReviewAsync(actor, documentId, ct);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        // Checked with the author's own words: a pseudonym is not recognised as a name, and a dismissed finding is identified by its words.
        var document = found.Value;
        var shown = await FindAsync(db, document, await db.SubmittedBodyAsync(document, ct), ct);
        var cover = await names.CoverAsync(db, actor, document.CohortId, document.SourceRunId ?? document.Id, ct);
        return Outcome<IReadOnlyList<ShownFinding>>.Done([
            .. shown.Select(one =>
                one with
                {
                    Finding = one.Finding with
                    {
                        Excerpt = cover.Over(one.Finding.Excerpt),
                        Problem = cover.Over(one.Finding.Problem),
                        Better = cover.Over(one.Finding.Better),
                    },
                    DismissedBecause = one.DismissedBecause is { } reason ? cover.Over(reason) : null,
                }
            ),
        ]);
    }

    private async Task<IReadOnlyList<ShownFinding>> FindAsync(TrainingDb db, Document document, DocumentBody body, CancellationToken ct)
    {
        var people = await (
            from member in db.Set<Membership>()
            join person in db.Set<Person>() on member.PersonId equals person.Id
            where member.CohortId == document.CohortId
            select person.DisplayName
        )
            .Distinct()
            .ToListAsync(ct);
        var zone = await db.Set<Cohort>().Where(cohort => cohort.Id == document.CohortId).Select(cohort => cohort.TimeZone).SingleAsync(ct);
        var dismissed = await db.Set<CheckDismissal>()
            .AsNoTracking()
            .Where(dismissal => dismissal.DocumentId == document.Id)
            .ToDictionaryAsync(dismissal => dismissal.Key, dismissal => dismissal.Reason, ct);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);
        var findings = CheckCatalogue.Run(kinds.Shape(document.KindId, body), body, today, people, shop);
        return
        [
            .. findings.Select(finding => new ShownFinding(
                finding,
                CheckCatalogue.Find(finding.CheckId)!,
                dismissed.GetValueOrDefault(finding.Key)
            )),
        ];
    }
}
