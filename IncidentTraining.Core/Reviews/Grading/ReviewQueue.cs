using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Grading;

/// <summary>A document in the review queue.</summary>
/// <param name="AuthorName">The author's name, or a pseudonym where names are hidden.</param>
/// <param name="State">Submitted, or in review.</param>
/// <param name="SubmittedAt">When it was submitted, UTC.</param>
/// <param name="Submissions">The number of submissions.</param>
/// <param name="ReviewerName">The person who has started to review it; null when no one has.</param>
/// <param name="HeldBy">Another grader who has locked it; null when it is unlocked.</param>
/// <param name="IsBlind">Whether the actor can only give second marks, without seeing the first.</param>
public sealed record WaitingDocument(
    Guid DocumentId,
    string KindId,
    string Title,
    string AuthorName,
    DocumentState State,
    DateTime SubmittedAt,
    int Submissions,
    string? ReviewerName,
    string? HeldBy,
    bool IsBlind = false
);

/// <summary>The review queue of a class's instructors, longest waiting first.</summary>
public sealed class ReviewQueue(IDbContextFactory<TrainingDb> databases, TimeProvider time) : IUseCase
{
    /// <summary>Returns the queue; for instructors of the class only, without their own documents.</summary>
    public async Task<Outcome<IReadOnlyList<WaitingDocument>>> RunAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.RequireRoleAsync(actor, cohortId, [ClassRole.Instructor], ct) is { Succeeded: false } refused)
        {
            return refused.Refusal;
        }

        var now = time.GetUtcNow().UtcDateTime;
        var rules = await db.GradingRulesAsync(cohortId, ct);
        var waiting = await (
            from document in db.Set<Document>().AsNoTracking()
            join author in db.Set<Person>() on document.OwnerId equals author.Id
            where
                document.CohortId == cohortId
                && document.OwnerId != actor.PersonId
                && (document.State == DocumentState.Submitted || document.State == DocumentState.InReview)
            orderby document.SubmittedAt, document.Id
            let reviewer = (
                from review in db.Set<Review>()
                join person in db.Set<Person>() on review.ReviewerId equals person.Id
                where review.DocumentId == document.Id && review.Submission == document.Submissions
                select person.DisplayName
            ).FirstOrDefault()
            let holder = (
                from hold in db.Set<ReviewHold>()
                join person in db.Set<Person>() on hold.PersonId equals person.Id
                where hold.DocumentId == document.Id && hold.PersonId != actor.PersonId && hold.Until > now
                select person.DisplayName
            ).FirstOrDefault()
            select new WaitingDocument(
                document.Id,
                document.KindId,
                document.Title,
                author.DisplayName,
                document.State,
                document.SubmittedAt!.Value,
                document.Submissions,
                reviewer,
                holder,
                false
            )
        ).ToListAsync(ct);
        var blind = await db.HiddenFromAsync(actor, rules, waiting.Select(document => document.DocumentId), ct);
        waiting = [.. waiting.Select(document => document with { IsBlind = blind.Contains(document.DocumentId) })];
        var cover = await HiddenNames.OfClassAsync(db, cohortId, cohortId, ct);
        return Outcome<IReadOnlyList<WaitingDocument>>.Done([
            .. waiting.Select(document =>
                document with
                {
                    AuthorName = rules.HideNames ? HiddenNames.Of(document.DocumentId) : document.AuthorName,
                    Title = cover.About(document.DocumentId).Over(document.Title),
                }
            ),
        ]);
    }
}
