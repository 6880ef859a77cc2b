using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.Documents.Exchange;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.People;

namespace IncidentTraining.Core.Demonstration;

/// <summary>A document of the morning once it has been created in the portal.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Author">Its author.</param>
/// <param name="Written">Its definition in the content.</param>
internal sealed record MorningDocument(Guid Id, Actor Author, WrittenDocument Written);

/// <summary>Creates the class's documents: begun from the run if there is one, saved, and submitted if so defined.</summary>
internal sealed partial class MorningDocuments(
    MorningClock clock,
    DemonstrationContent content,
    DocumentKinds kinds,
    ImportDocument import,
    StartDocument start,
    ReadDocument read,
    SaveDraft save,
    SubmitDocument submit
)
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(2);

    /// <summary>Creates all documents in the order of the content.</summary>
    /// <param name="people">The class.</param>
    /// <param name="runs">The runs of each lab, in the order of the crews.</param>
    /// <param name="ct">Stops the writing.</param>
    public async Task<IReadOnlyList<MorningDocument>> WriteAsync(
        MorningClass people,
        IReadOnlyDictionary<string, IReadOnlyList<Guid>> runs,
        CancellationToken ct
    )
    {
        var all = new List<MorningDocument>();
        foreach (var written in content.Documents())
        {
            all.Add(await WriteAsync(people, written, runs, ct));
            clock.Advance(Between);
        }

        return all;
    }

    private async Task<MorningDocument> WriteAsync(
        MorningClass people,
        WrittenDocument written,
        IReadOnlyDictionary<string, IReadOnlyList<Guid>> runs,
        CancellationToken ct
    )
    {
        var author = people.Names[written.Author];
        Guid? run = written.Lab is { } lab ? runs[lab][people.Crews.ToList().FindIndex(crew => crew.Contains(author))] : null;
        var text = Dated(written.Markdown, clock.GetUtcNow());
        var typed = import.Read(written.Kind, Encoding.UTF8.GetBytes(text)).Of("Reading a document").Compose(kinds.Find(written.Kind)!);
        var id = (await start.RunAsync(author, new StartDocument.Input(people.CohortId, written.Kind, typed.Title, run), ct)).Of(
            "Beginning a document"
        );
        var begun = (await read.RunAsync(author, id, ct)).Of("Reading a document");
        // Data that the run provided stays where nothing was typed: its timeline and its figures.
        var sections = begun.Body.Sections.ToDictionary();
        foreach (var (section, body) in typed.Sections.Where(section => !section.Value.IsEmpty))
        {
            sections[section] = body;
        }

        clock.Advance(Between);
        var saved = (await save.RunAsync(author, new SaveDraft.Input(id, begun.Version, new DocumentBody(typed.Title, sections)), ct)).Of(
            "Saving a document"
        );
        if (written.State != WrittenState.Draft)
        {
            (await submit.RunAsync(author, id, saved.Version, ct)).Of($"Submitting “{typed.Title}”");
        }

        return new MorningDocument(id, author, written);
    }

    /// <summary>The text in which days from today, such as <c>+14d</c>, are replaced with dates.</summary>
    private static string Dated(string markdown, DateTimeOffset now) =>
        DaysFromNow()
            .Replace(markdown, match =>
                now.AddDays(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
                    .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            );

    [GeneratedRegex(@"(?<=\|\s*)\+(\d{1,3})d(?=\s*\|)")]
    private static partial Regex DaysFromNow();
}
