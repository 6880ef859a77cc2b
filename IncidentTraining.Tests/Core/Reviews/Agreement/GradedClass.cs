using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Reviews.Changes;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Tests.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.Reviews.Agreement;

/// <summary>A class with three graders whose documents a test puts into any state, without a portal. Its rubric has two criteria with 0, 5
/// and 10, and with 0, 6, 20 and 30 points.</summary>
internal sealed class GradedClass : IDisposable
{
    private const string Rubric = """
        id: rubric
        title: The rubric
        criteria:
          - id: checks
            title: Checks
            weight: 10
            levels:
              - {points: 0, title: Missing, text: "None."}
              - {points: 5, title: Sound, text: "Some."}
              - {points: 10, title: Strong, text: "All."}
          - id: steps
            title: Steps
            weight: 30
            levels:
              - {points: 0, title: Missing, text: "None."}
              - {points: 6, title: Weak, text: "Few."}
              - {points: 20, title: Sound, text: "Some."}
              - {points: 30, title: Strong, text: "All."}
        """;

    private GradedClass()
    {
        Bench.With("rubrics/rubric.yaml", Rubric);
        Bench.With("document-kinds/runbook.yaml", Kind("runbook", "Runbook", "rubric"));
        Bench.With("document-kinds/note.yaml", Kind("note", "Note", "rubric"));
        Bench.With("document-kinds/letter.yaml", Kind("letter", "Letter", "none"));
    }

    public UseCaseBench Bench { get; } = new();

    public StorageBench Storage => Bench.Storage;

    public Guid CohortId { get; private set; }

    public Actor Author { get; private set; } = null!;

    public Actor First { get; private set; } = null!;

    public Actor Second { get; private set; } = null!;

    public Actor Third { get; private set; } = null!;

    public Actor Facilitator { get; private set; } = null!;

    public Actor Administrator { get; private set; } = null!;

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<GradedClass> CreateAsync()
    {
        var made = new GradedClass();
        var author = await made.Storage.AddPersonAsync(name: "Ana Silva");
        made.CohortId = (await made.Storage.AddClassAsync(author.Id, ClassRole.Trainee)).Id;
        made.Author = new Actor(author.Id);
        made.First = await made.MemberAsync("Bea Moss", ClassRole.Instructor);
        made.Second = await made.MemberAsync("Ada Lind", ClassRole.Instructor);
        made.Third = await made.MemberAsync("Cem Kaya", ClassRole.Instructor);
        made.Facilitator = await made.MemberAsync("Finn Olsen", ClassRole.Facilitator);
        made.Administrator = new Actor((await made.Storage.AddPersonAsync(isAdministrator: true, name: "Olga Strand")).Id, true);
        return made;
    }

    /// <summary>The levels of both criteria.</summary>
    public static Dictionary<string, int> Levels(int checks, int steps) => new() { ["checks"] = checks, ["steps"] = steps };

    public T Get<T>()
        where T : notnull => Bench.Get<T>();

    /// <summary>Someone with a role in the class.</summary>
    public async Task<Actor> MemberAsync(string name, ClassRole role)
    {
        var person = await Storage.AddPersonAsync(name: name);
        await Storage.AddAsync(new Membership(CohortId, person.Id, role, Bench.Now));
        return new Actor(person.Id);
    }

    public Task RulesAsync(GradingRules rules) => Storage.AddAsync(new ReviewSettings(CohortId, rules));

    /// <summary>A document that is submitted; one minute passes.</summary>
    public async Task<Guid> SubmitAsync(
        string kindId = "runbook",
        string title = "A slow checkout",
        Guid? by = null,
        Guid? cohortId = null,
        Guid? runId = null
    )
    {
        var body = new DocumentBody(title, new Dictionary<string, SectionBody> { ["text"] = new("Restart the pool.") });
        var document = new Document(Guid.CreateVersion7(), by ?? Author.PersonId, cohortId ?? CohortId, kindId, runId, body, Bench.Now);
        Assert.True(document.Submit(Bench.Now).Succeeded);
        await Storage.AddAsync(document, new DocumentVersion(document.Id, 1, document.OwnerId, VersionReason.Submitted, body, Bench.Now));
        Bench.Time.Advance(TimeSpan.FromMinutes(1));
        return document.Id;
    }

    /// <summary>The author submits a returned document again.</summary>
    public Task SubmitAgainAsync(Guid id) => Storage.ChangeAsync<Document>(id, document => document.Submit(Bench.Now));

    /// <summary>The first marks of the current submission, with a comment on each criterion.</summary>
    public async Task MarkAsync(
        Guid id,
        Actor grader,
        IReadOnlyDictionary<string, int> levels,
        ReviewDecision decision = ReviewDecision.Accepted
    )
    {
        var notes = new ReviewNotes(
            levels.ToDictionary(level => level.Key, level => new CriterionMark(level.Value, $"About {level.Key}.")),
            new Dictionary<string, string>(),
            "Sound work."
        );
        var outcome = await Storage.Gate.WriteAsync(
            async db =>
            {
                var document = await db.Set<Document>().SingleAsync(one => one.Id == id, Ct);
                Assert.True(document.BeginReview().Succeeded);
                var review = new Review(Guid.CreateVersion7(), id, document.Submissions, grader.PersonId, notes, Bench.Now);
                db.Add(review);
                var kind = Get<DocumentKinds>().Shape(document.KindId, document.ReadBody());
                return decision is ReviewDecision.Open
                    ? Outcome.Done
                    : await db.GiveAsync(
                        review,
                        document,
                        grader.PersonId,
                        decision,
                        GradeFromNotes.Of(notes, Get<Rubrics>().Find(kind.RubricId), kind),
                        Bench.Now,
                        Ct
                    );
            },
            Ct
        );
        Assert.True(outcome.Succeeded, outcome.Refusal?.Message);
    }

    /// <summary>Second marks, in stored form; one minute passes.</summary>
    public async Task MarkAgainAsync(Guid id, Actor grader, IReadOnlyDictionary<string, int> levels, int submission = 1)
    {
        await Storage.AddAsync(new SecondMark(id, submission, grader.PersonId, levels, "As I see it.", Bench.Now));
        Bench.Time.Advance(TimeSpan.FromMinutes(1));
    }

    public Task<Document> DocumentAsync(Guid id) =>
        Storage.ReadAsync(db => db.Set<Document>().AsNoTracking().SingleAsync(one => one.Id == id, Ct));

    public Task<Review> ReviewAsync(Guid id) =>
        Storage.ReadAsync(db => db.Set<Review>().AsNoTracking().SingleAsync(one => one.DocumentId == id, Ct));

    public Task<SecondMark> SecondMarkAsync(Guid id) =>
        Storage.ReadAsync(db => db.Set<SecondMark>().AsNoTracking().SingleAsync(one => one.DocumentId == id, Ct));

    public void Dispose() => Bench.Dispose();

    private static string Kind(string id, string title, string rubric) =>
        $"""
            id: {id}
            title: {title}
            summary: For the tests.
            rubric: {rubric}
            serves: []
            sections:
              - id: text
                title: Text
                guidance: Write.
                kind: markdown
                required: true
            """;
}
