using IncidentTraining.Core.Content;
using IncidentTraining.Core.Documents.Kinds;

namespace IncidentTraining.Core.Demonstration;

/// <summary>
/// The texts of the demonstration's people, under <see cref="Folder"/> of the content. Content without them is valid: the morning then has
/// no documents and no quiz.
/// </summary>
public sealed class DemonstrationContent(ContentFolder folder, DocumentKinds kinds) : IContentRoom
{
    /// <summary>The folder, relative to the content directory.</summary>
    public const string Folder = "demonstration";

    private const string DocumentsFile = Folder + "/documents.yaml";
    private const string QuizFile = Folder + "/quiz.yaml";

    /// <inheritdoc/>
    public string Name => "demonstration";

    /// <inheritdoc/>
    public IReadOnlyList<ContentProblem> Check() => [.. ReadDocuments().Problems, .. ReadAnswers().Problems];

    /// <summary>The documents, in order.</summary>
    /// <exception cref="InvalidDataException">The texts contain an error.</exception>
    internal IReadOnlyList<WrittenDocument> Documents() => Flawless(ReadDocuments());

    /// <summary>The answers to the quiz's short-answer questions, by question id.</summary>
    /// <exception cref="InvalidDataException">The texts contain an error.</exception>
    internal IReadOnlyDictionary<string, IReadOnlyList<ShortText>> Answers() => Flawless(ReadAnswers());

    private static T Flawless<T>((T Read, IReadOnlyList<ContentProblem> Problems) reading) =>
        reading.Problems is [var first, ..] ? throw new InvalidDataException(first.ToString()) : reading.Read;

    private (IReadOnlyList<WrittenDocument> Read, IReadOnlyList<ContentProblem> Problems) ReadDocuments()
    {
        if (!File.Exists(folder.FullPath(DocumentsFile)))
        {
            return ([], []);
        }

        var file = ContentFile.Read(folder, DocumentsFile);
        var all = new List<WrittenDocument>();
        foreach (var map in file.Yaml().RequiredMaps("documents"))
        {
            var written = WrittenDocument.Read(folder, map);
            all.Add(written);
            if (kinds.Find(written.Kind) is null)
            {
                map.Report("kind", $"There is no document kind called '{written.Kind}'", "Use one of content/document-kinds");
            }

            if (!MorningClass.AllTrainees.Contains(written.Author))
            {
                map.Report("author", $"'{written.Author}' is not a trainee of the demonstration", "Use one of its trainees");
            }
        }

        file.ReportUnknownKeys();
        return (all, file.Problems);
    }

    private (IReadOnlyDictionary<string, IReadOnlyList<ShortText>> Read, IReadOnlyList<ContentProblem> Problems) ReadAnswers()
    {
        var texts = new Dictionary<string, IReadOnlyList<ShortText>>();
        if (!File.Exists(folder.FullPath(QuizFile)))
        {
            return (texts, []);
        }

        var file = ContentFile.Read(folder, QuizFile);
        foreach (var question in file.Yaml().RequiredMaps("short-answers"))
        {
            texts[question.Required("id")] =
            [
                .. question
                    .RequiredMaps("answers")
                    .Select(answer => new ShortText(
                        answer.Required("text").Trim(),
                        (decimal)answer.Number("points"),
                        answer.Text("comment") ?? ""
                    )),
            ];
        }

        file.ReportUnknownKeys();
        return (texts, file.Problems);
    }
}
