using IncidentTraining.Core.Content;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Checks;

namespace IncidentTraining.Core.Documents.Kinds;

/// <summary>The document kinds defined by the content.</summary>
public sealed class DocumentKinds(ContentFolder folder)
{
    private readonly ContentCatalogue<DocumentKind> _kinds = new(
        folder,
        name: "document kinds",
        below: "document-kinds",
        pattern: "*.yaml;*.yml",
        Read,
        kind => kind.Id
    );

    /// <summary>The kind files and their problems.</summary>
    public ContentCatalogue<DocumentKind> Files => _kinds;

    /// <summary>All kinds, in file order.</summary>
    public IReadOnlyList<DocumentKind> All => [.. _kinds.Items];

    /// <summary>Returns the kind with the id; null when there is none.</summary>
    public DocumentKind? Find(string id) => _kinds.Find(id);

    /// <summary>
    /// Returns the kind with a section for every text in the document, even when the kind has since been changed or removed, so that
    /// editing a content file does not hide text.
    /// </summary>
    /// <param name="body">The document's text.</param>
    public DocumentKind Shape(string id, DocumentBody body)
    {
        var kind = Find(id) ?? new DocumentKind(id, "Document", "This kind of document is no longer in the content.", "", [], []);
        var left = body
            .Sections.Where(section => kind.Section(section.Key) is null)
            .Select(section => new SectionShape(
                section.Key,
                section.Key.Replace('-', ' '),
                "This section is no longer required. Its text is kept.",
                section.Value.Items is null ? SectionForm.Markdown : SectionForm.ActionItems,
                Required: false,
                Outline: "",
                Checks: []
            ));
        return kind with { Sections = [.. kind.Sections, .. left] };
    }

    private static DocumentKind Read(ContentFile file)
    {
        var root = file.Yaml();
        var sections = root.RequiredMaps("sections");
        foreach (var twice in sections.GroupBy(section => section.Text("id")).SelectMany(same => same.Skip(1)))
        {
            twice.Report("id", $"The section '{twice.Text("id")}' appears twice", "Give each section a unique id");
        }

        return new DocumentKind(
            root.Required("id"),
            root.Required("title"),
            root.Required("summary").Trim(),
            root.Required("rubric"),
            root.Texts("serves"),
            [
                .. sections.Select(section => new SectionShape(
                    section.Required("id"),
                    section.Required("title"),
                    section.Required("guidance"),
                    section.OneOf<SectionForm>("kind"),
                    section.Flag("required"),
                    section.Text("placeholder")?.TrimEnd() ?? "",
                    Checks(section),
                    section.Text("audience") ?? "",
                    Channels(section),
                    section.Texts("links"),
                    section.Text("question") is { Length: > 0 } question ? question.Trim() : SectionShape.UsualQuestion
                )),
            ]
        );
    }

    private static IReadOnlyList<MessageChannel> Channels(YamlMap section)
    {
        var known = Enum.GetValues<MessageChannel>().ToDictionary(Word, StringComparer.OrdinalIgnoreCase);
        var words = section.Texts("channels");
        foreach (var unknown in words.Where(word => !known.ContainsKey(word)))
        {
            section.Report("channels", $"There is no channel '{unknown}'", $"Use one or more of: {string.Join(", ", known.Keys)}");
        }

        return [.. words.Where(known.ContainsKey).Select(word => known[word])];

        static string Word(MessageChannel channel) =>
            channel is MessageChannel.StatusPage ? "status-page" : channel.ToString().ToLowerInvariant();
    }

    private static IReadOnlyList<string> Checks(YamlMap section)
    {
        var ids = section.Texts("checks");
        foreach (var unknown in ids.Where(id => CheckCatalogue.Find(id) is null))
        {
            section.Report(
                "checks",
                $"There is no check '{unknown}'",
                $"Use one or more of: {string.Join(", ", CheckCatalogue.All.Select(check => check.Id))}"
            );
        }

        return ids;
    }
}
