using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews.Samples;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Agreement;

/// <summary>A document completely marked by two graders.</summary>
/// <param name="IsPresent">Whether the marked submission is the current one.</param>
/// <param name="FirstGraderId">The first grader.</param>
/// <param name="SecondGraderId">The grader who marked it blind.</param>
/// <param name="First">The first grader's levels.</param>
/// <param name="Second">The second grader's levels.</param>
/// <param name="Why">The second grader's explanation.</param>
/// <param name="Disagree">Whether they differ so widely that a moderator decides.</param>
/// <param name="Moderated">Whether a moderator has decided.</param>
public sealed record MarkedTwice(
    Guid DocumentId,
    bool IsPresent,
    string KindId,
    string Title,
    Guid FirstGraderId,
    Guid SecondGraderId,
    IReadOnlyDictionary<string, int> First,
    IReadOnlyDictionary<string, int> Second,
    string Why,
    bool Disagree,
    bool Moderated,
    Rubric Rubric
)
{
    /// <summary>Whether a moderator must decide. Marks of a replaced submission need no decision.</summary>
    public bool WaitsForModerator => IsPresent && Disagree && !Moderated;

    /// <summary>Whether the person gave the first or the second marks.</summary>
    public bool IsBy(Guid personId) => personId == FirstGraderId || personId == SecondGraderId;
}

/// <summary>The agreement of two graders on a kind of document.</summary>
/// <param name="Documents">The number of documents marked twice.</param>
/// <param name="Kappa">Weighted kappa over all criteria; null when undefined.</param>
public sealed record KindAgreement(string KindTitle, int Documents, double? Kappa);

/// <summary>The severity of a grader.</summary>
/// <param name="Name">The grader's name.</param>
/// <param name="Twice">The number of documents that they and another grader have marked.</param>
/// <param name="AgainstOthers">The mean difference between their points and the other's, in percent of the maximum: negative is more
/// severe; null without any.</param>
/// <param name="Gold">The number of gold samples they have marked.</param>
/// <param name="AgainstGold">The same difference against the gold samples.</param>
public sealed record GraderSeverity(string Name, int Twice, double? AgainstOthers, int Gold, double? AgainstGold);

/// <summary>The agreement between the graders of a class.</summary>
/// <param name="Kinds">The agreement by kind of document.</param>
/// <param name="ToModerate">The documents on which two graders differ widely and no one has decided yet.</param>
public sealed record AgreementView(
    IReadOnlyList<KindAgreement> Kinds,
    IReadOnlyList<GraderSeverity> Graders,
    IReadOnlyList<MarkedTwice> ToModerate
);

/// <summary>Reads the agreement between graders for the instructors of a class.</summary>
public sealed class ReadAgreement(IDbContextFactory<TrainingDb> databases, DocumentKinds kinds, Rubrics rubrics) : IUseCase
{
    /// <summary>Returns the agreement; for instructors of the class only. Documents that the reader still has to mark blind are left
    /// out.</summary>
    public async Task<Outcome<AgreementView>> RunAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.RequireRoleAsync(actor, cohortId, [ClassRole.Instructor], ct) is { Succeeded: false } refused)
        {
            return refused.Refusal;
        }

        var twice = await TwiceAsync(db, cohortId, null, ct);
        var gold = await (
            from mark in db.Set<SampleMark>().AsNoTracking()
            join sample in db.Set<SampleAnswer>() on mark.SampleId equals sample.Id
            join member in db.Set<Membership>() on new { sample.CohortId, mark.PersonId } equals new { member.CohortId, member.PersonId }
            where sample.CohortId == cohortId && member.Role == ClassRole.Instructor
            select new
            {
                mark.PersonId,
                Own = mark.LevelsJson,
                Reference = sample.LevelsJson,
                sample.KindId,
            }
        ).ToListAsync(ct);
        var graders = await (
            from member in db.Set<Membership>()
            join person in db.Set<Person>() on member.PersonId equals person.Id
            where member.CohortId == cohortId && member.Role == ClassRole.Instructor
            orderby person.DisplayName
            select new { person.Id, person.DisplayName }
        ).ToListAsync(ct);

        return new AgreementView(
            [
                .. twice
                    .GroupBy(one => one.KindId)
                    .Select(kind => new KindAgreement(
                        kinds.Find(kind.Key)!.Title,
                        kind.Count(),
                        AgreementMath.WeightedKappa(
                            [
                                .. kind.SelectMany(one =>
                                    one.Rubric.Criteria.Select(criterion => (one.First[criterion.Id], one.Second[criterion.Id]))
                                ),
                            ],
                            kind.First().Rubric.Criteria.Max(criterion => criterion.Levels.Count)
                        )
                    )),
            ],
            [
                .. graders.Select(grader =>
                {
                    var others = twice
                        .Where(one => one.FirstGraderId == grader.Id)
                        .Select(one => Difference(one.Rubric, one.First, one.Second))
                        .Concat(
                            twice.Where(one => one.SecondGraderId == grader.Id).Select(one => Difference(one.Rubric, one.Second, one.First))
                        )
                        .ToList();
                    var own = gold.Where(mark => mark.PersonId == grader.Id)
                        .Select(mark =>
                            (Rubric: RubricOf(mark.KindId), Own: Levels.FromJson(mark.Own), Reference: Levels.FromJson(mark.Reference))
                        )
                        .Where(mark =>
                            mark.Rubric is not null
                            && Levels.AreComplete(mark.Rubric, mark.Own)
                            && Levels.AreComplete(mark.Rubric, mark.Reference)
                        )
                        .Select(mark => Difference(mark.Rubric!, mark.Own, mark.Reference))
                        .ToList();
                    return new GraderSeverity(grader.DisplayName, others.Count, Mean(others), own.Count, Mean(own));
                }),
            ],
            [.. twice.Where(one => one.WaitsForModerator)]
        );
    }

    /// <summary>The documents that two graders have marked completely, using the current rubric.</summary>
    internal async Task<IReadOnlyList<MarkedTwice>> TwiceAsync(TrainingDb db, Guid cohortId, Guid? documentId, CancellationToken ct)
    {
        var rows = await (
            from mark in db.Set<SecondMark>().AsNoTracking()
            join document in db.Set<Document>() on mark.DocumentId equals document.Id
            join review in db.Set<Review>() on new { mark.DocumentId, mark.Submission } equals new { review.DocumentId, review.Submission }
            where document.CohortId == cohortId && (documentId == null || document.Id == documentId)
            orderby mark.At
            select new
            {
                Mark = mark,
                IsPresent = mark.Submission == document.Submissions,
                document.KindId,
                document.Title,
                review.ReviewerId,
                review.NotesJson,
            }
        ).ToListAsync(ct);
        var cover = await HiddenNames.OfClassAsync(db, cohortId, cohortId, ct);
        return
        [
            .. from row in rows
            let rubric = RubricOf(row.KindId)
            where rubric is not null
            let first = row.Mark.FirstLevelsJson is { } before ? Levels.FromJson(before) : Levels.Of(ReviewNotes.FromJson(row.NotesJson))
            let second = Levels.FromJson(row.Mark.LevelsJson)
            where Levels.AreComplete(rubric, first) && Levels.AreComplete(rubric, second)
            select new MarkedTwice(
                row.Mark.DocumentId,
                row.IsPresent,
                row.KindId,
                cover.About(row.Mark.DocumentId).Over(row.Title),
                row.Mark.FirstGraderId ?? row.ReviewerId,
                row.Mark.GraderId,
                first,
                second,
                row.Mark.Why,
                AgreementMath.Disagree(rubric, first, second),
                row.Mark.ModeratedAt is not null,
                rubric
            ),
        ];
    }

    private Rubric? RubricOf(string kindId) => rubrics.Find(kinds.Find(kindId)?.RubricId ?? "");

    private static double Difference(Rubric rubric, IReadOnlyDictionary<string, int> own, IReadOnlyDictionary<string, int> other) =>
        100.0 * (Levels.Points(rubric, own) - Levels.Points(rubric, other)) / rubric.MostPoints;

    private static double? Mean(List<double> values) => values.Count == 0 ? null : values.Average();
}
