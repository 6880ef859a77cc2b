using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Reviews.Grading;
using IncidentTraining.Core.Reviews.Peers;
using IncidentTraining.Core.Reviews.Releasing;
using IncidentTraining.Core.Reviews.Settings;

namespace IncidentTraining.Core.Demonstration;

/// <summary>Adds classmates' comments and instructors' grades to the documents of the morning.</summary>
internal sealed class MorningGrading(
    MorningClock clock,
    ChangeGradingRules changeRules,
    TakePeerDocument takePeerDocument,
    WritePeerComments writePeerComments,
    OpenForGrading open,
    SaveReview save,
    DecideReview decide,
    MarkBlind markBlind,
    ReleaseGrades release
)
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    /// <summary>Sets the rules of the class: names are shown, some documents are marked twice, classmates comment.</summary>
    public async Task AgreeAsync(MorningClass people, CancellationToken ct) =>
        (
            await changeRules.RunAsync(
                people.Instructors[0],
                people.CohortId,
                new GradingRules(ReleaseTogether: true, DoubleMarkPercent: 100, PeerComments: true, PeerDocuments: 1),
                ct
            )
        ).Of("Setting the rules of grading");

    /// <summary>Comments, grades and releases what is final.</summary>
    public async Task RunAsync(MorningClass people, IReadOnlyList<MorningDocument> documents, CancellationToken ct)
    {
        await CommentAsync(people, documents, ct);
        foreach (var document in documents.Where(one => one.Written.State >= WrittenState.InReview))
        {
            await GradeAsync(people, document, ct);
            clock.Advance(Between);
        }

        var final = 0;
        foreach (var document in documents.Where(one => one.Written.SecondMarks.Count > 0))
        {
            var marks = new MarkBlind.Input(document.Id, document.Written.SecondMarks, document.Written.SecondWhy);
            (await markBlind.RunAsync(people.Instructors[1], marks, ct)).Of("Marking a second time");
            clock.Advance(Between);
            final++;
        }

        if (final > 0)
        {
            (await release.RunAsync(people.Instructors[0], people.CohortId, ct: ct)).Of("Releasing grades");
        }
    }

    private async Task CommentAsync(MorningClass people, IReadOnlyList<MorningDocument> documents, CancellationToken ct)
    {
        foreach (var by in documents.SelectMany(one => one.Written.Peers).GroupBy(comment => comment.By))
        {
            var reader = people.Names[by.Key];
            var given = (await takePeerDocument.RunAsync(reader, people.CohortId, ct)).Of("Taking a classmate's document");
            var said = documents
                .Single(one => one.Id == given)
                .Written.Peers.Where(comment => comment.By == by.Key)
                .ToDictionary(comment => comment.Section, comment => new WritePeerComments.Said(comment.Text, SeenVersion: 0));
            (await writePeerComments.RunAsync(reader, new(given, Submission: 1, said), ct)).Of("Commenting on a classmate's document");
            clock.Advance(Between);
        }
    }

    private async Task GradeAsync(MorningClass people, MorningDocument document, CancellationToken ct)
    {
        var (grader, written) = (people.Instructors[0], document.Written);
        var view = (await open.RunAsync(grader, document.Id, ct)).Of("Opening a document for grading");
        var notes = new ReviewNotes(
            written.Marks.ToDictionary(
                mark => mark.Key,
                mark => new CriterionMark(mark.Value, written.MarkComments.GetValueOrDefault(mark.Key, ""))
            ),
            written.Comments,
            written.Summary
        );
        var saved = (await save.RunAsync(grader, new(document.Id, view.Version, notes), ct)).Of("Grading a document");
        if (written.State is WrittenState.Returned or WrittenState.Accepted)
        {
            var decision = written.State == WrittenState.Returned ? ReviewDecision.Returned : ReviewDecision.Accepted;
            (await decide.RunAsync(grader, new(document.Id, saved.Version, decision), ct)).Of("Deciding about a document");
        }
    }
}
