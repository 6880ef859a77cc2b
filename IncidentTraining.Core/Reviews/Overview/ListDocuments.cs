using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Overview;

/// <summary>Lists all documents of a class for its instructors and facilitators, including decided ones.</summary>
/// <remarks>While the class hides names, they are hidden from facilitators too, because a facilitator may need to moderate.</remarks>
public sealed class ListDocuments(IDbContextFactory<TrainingDb> databases, ReadAgreement agreement, ReadFinality readFinality) : IUseCase
{
    /// <summary>Returns the documents, last changed first, without those that the reader writes.</summary>
    public async Task<Outcome<IReadOnlyList<ListedDocument>>> RunAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var member = await db.RequireRoleAsync(actor, cohortId, [ClassRole.Instructor, ClassRole.Facilitator], ct);
        if (!member.Succeeded)
        {
            return member.Refusal;
        }

        var rows = await RowsAsync(db, actor, cohortId, ct);
        var rules = await db.GradingRulesAsync(cohortId, ct);
        var isInstructor = member.Value.Role is ClassRole.Instructor;
        var blind = isInstructor ? await db.HiddenFromAsync(actor, rules, rows.Select(row => row.Id), ct) : [];
        var finality = await readFinality.RunAsync(
            db,
            cohortId,
            [.. rows.Where(row => row.State is DocumentState.Accepted).Select(row => row.Id)],
            ct
        );
        var disputes = (await agreement.TwiceAsync(db, cohortId, null, ct))
            .Where(marks => marks.WaitsForModerator)
            .ToDictionary(marks => marks.DocumentId);
        var titles = await SubmittedTitlesAsync(db, cohortId, ct);
        var writers = await OtherWritersAsync(db, cohortId, ct);
        var cover = await HiddenNames.OfClassAsync(db, cohortId, cohortId, ct);
        return Outcome<IReadOnlyList<ListedDocument>>.Done([.. rows.Select(Listed)]);

        ListedDocument Listed(Row row)
        {
            var isBlind = blind.Contains(row.Id);
            var title = row.Submissions == 0 ? "" : titles.GetValueOrDefault(row.Id, row.Title);
            var isAccepted = row.State is DocumentState.Accepted;
            return new ListedDocument(
                row.Id,
                row.KindId,
                cover.About(row.Id).Over(title),
                rules.HideNames ? HiddenNames.Of(row.Id) : string.Join(", ", [row.OwnerName, .. writers[row.Id]]),
                row.State,
                row.Submissions,
                row.SubmittedAt,
                row.DecidedAt,
                isBlind || row.GraderName is null
                    ? null
                    : new ListedGrade(
                        row.GraderName,
                        row.Points,
                        row.MostPoints,
                        isAccepted && !row.HeldBack,
                        isAccepted ? finality[row.Id] : null
                    ),
                row.Submissions == 0 || !isInstructor ? DocumentDoor.None
                    : isBlind ? DocumentDoor.SecondMarks
                    : DocumentDoor.Grading,
                disputes.TryGetValue(row.Id, out var marks) && !marks.IsBy(actor.PersonId)
            );
        }
    }

    private static Task<List<Row>> RowsAsync(TrainingDb db, Actor actor, Guid cohortId, CancellationToken ct) =>
        (
            from document in db.Set<Document>().AsNoTracking()
            join owner in db.Set<Person>() on document.OwnerId equals owner.Id
            join present in db.Set<Review>()
                on new { DocumentId = document.Id, Submission = document.Submissions } equals new { present.DocumentId, present.Submission }
                into reviews
            from review in reviews.DefaultIfEmpty()
            join marker in db.Set<Person>() on review.ReviewerId equals marker.Id into markers
            from grader in markers.DefaultIfEmpty()
            where
                document.CohortId == cohortId
                && document.OwnerId != actor.PersonId
                && !db.Set<DocumentWriter>().Any(writer => writer.DocumentId == document.Id && writer.PersonId == actor.PersonId)
            orderby document.DecidedAt ?? document.SubmittedAt ?? document.CreatedAt descending, document.Id
            select new Row(
                document.Id,
                document.KindId,
                document.Title,
                owner.DisplayName,
                document.State,
                document.Submissions,
                document.SubmittedAt,
                document.DecidedAt,
                grader == null ? null : grader.DisplayName,
                review == null ? null : review.Points,
                review == null ? null : review.MostPoints,
                review != null && review.HeldBack
            )
        ).ToListAsync(ct);

    /// <summary>The titles under which returned documents were submitted: unsubmitted changes are private to the authors.</summary>
    private static async Task<Dictionary<Guid, string>> SubmittedTitlesAsync(TrainingDb db, Guid cohortId, CancellationToken ct)
    {
        var versions = await (
            from version in db.Set<DocumentVersion>().AsNoTracking()
            join document in db.Set<Document>() on version.DocumentId equals document.Id
            where
                document.CohortId == cohortId
                && document.State == DocumentState.Returned
                && version.Reason == VersionReason.Submitted
                && !db.Set<DocumentVersion>()
                    .Any(later =>
                        later.DocumentId == version.DocumentId && later.Reason == VersionReason.Submitted && later.Number > version.Number
                    )
            select version
        ).ToListAsync(ct);
        return versions.ToDictionary(version => version.DocumentId, version => version.ReadBody().Title);
    }

    private static async Task<ILookup<Guid, string>> OtherWritersAsync(TrainingDb db, Guid cohortId, CancellationToken ct)
    {
        var writers = await (
            from writer in db.Set<DocumentWriter>()
            join document in db.Set<Document>() on writer.DocumentId equals document.Id
            join person in db.Set<Person>() on writer.PersonId equals person.Id
            where document.CohortId == cohortId
            orderby writer.Since
            select new { writer.DocumentId, person.DisplayName }
        ).ToListAsync(ct);
        return writers.ToLookup(writer => writer.DocumentId, writer => writer.DisplayName);
    }

    private sealed record Row(
        Guid Id,
        string KindId,
        string Title,
        string OwnerName,
        DocumentState State,
        int Submissions,
        DateTime? SubmittedAt,
        DateTime? DecidedAt,
        string? GraderName,
        int? Points,
        int? MostPoints,
        bool HeldBack
    );
}
