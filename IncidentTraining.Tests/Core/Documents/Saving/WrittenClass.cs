using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Tests.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.Documents;

/// <summary>An author, a co-writer and an instructor of a class, and documents with a required text and a list of action items, without
/// a portal.</summary>
internal sealed class WrittenClass : IDisposable
{
    private const string Kind = """
        id: review
        title: The review
        summary: For the tests.
        rubric: none
        serves: []
        sections:
          - id: text
            title: The text
            guidance: Write.
            kind: markdown
            required: true
          - id: items
            title: The items
            guidance: Write.
            kind: action-items
            required: true
          - id: more
            title: More
            guidance: Write.
            kind: markdown
            required: false
        """;

    private WrittenClass() => Bench.With("document-kinds/review.yaml", Kind);

    public static ActionItem Item { get; } =
        new("Alert on an empty pool", "Thea Novak", new DateOnly(2026, 4, 1), ActionItemKind.Detect, ActionItemPriority.High);

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public UseCaseBench Bench { get; } = new();

    public StorageBench Storage => Bench.Storage;

    public Guid CohortId { get; private set; }

    public Actor Author { get; private set; } = null!;

    public Actor Mate { get; private set; } = null!;

    public Actor Instructor { get; private set; } = null!;

    public static async Task<WrittenClass> CreateAsync()
    {
        var made = new WrittenClass();
        var author = await made.Storage.AddPersonAsync(name: "Ana Silva");
        made.CohortId = (await made.Storage.AddClassAsync(author.Id, ClassRole.Trainee)).Id;
        made.Author = new Actor(author.Id);
        made.Mate = await made.MemberAsync("Ben Okoro", ClassRole.Trainee);
        made.Instructor = await made.MemberAsync("Ines Duarte", ClassRole.Instructor);
        return made;
    }

    public static DocumentBody Body(string text, string title = "Title", params ActionItem[] items) =>
        new(title, new Dictionary<string, SectionBody> { ["text"] = new(text), ["items"] = new(Items: items.Length == 0 ? null : items) });

    public T Get<T>()
        where T : notnull => Bench.Get<T>();

    /// <summary>A draft in which a classmate writes as well, with its first version.</summary>
    public async Task<Document> DraftAsync(DocumentBody? body = null)
    {
        var first = (body ?? Body("first", "Title", Item)).Tidied();
        var document = new Document(Guid.CreateVersion7(), Author.PersonId, CohortId, "review", null, first, Bench.Now);
        await Storage.AddAsync(
            document,
            new DocumentVersion(document.Id, 1, Author.PersonId, VersionReason.Started, first, Bench.Now),
            new DocumentWriter(document.Id, Mate.PersonId, Bench.Now)
        );
        return document;
    }

    public Task ChangeAsync(Guid id, params Action<Document>[] changes) =>
        Storage.ChangeAsync<Document>(id, document => Array.ForEach(changes, change => change(document)));

    public Task<Document> ReadAsync(Guid id) =>
        Storage.ReadAsync(db => db.Set<Document>().AsNoTracking().SingleAsync(one => one.Id == id, Ct));

    public Task<List<DocumentVersion>> HistoryAsync(Guid id) =>
        Storage.ReadAsync(db =>
            db.Set<DocumentVersion>().AsNoTracking().Where(one => one.DocumentId == id).OrderBy(one => one.Number).ToListAsync(Ct)
        );

    public void Dispose() => Bench.Dispose();

    private async Task<Actor> MemberAsync(string name, ClassRole role)
    {
        var person = await Storage.AddPersonAsync(name: name);
        await Storage.AddAsync(new Membership(CohortId, person.Id, role, Bench.Now));
        return new Actor(person.Id);
    }
}
