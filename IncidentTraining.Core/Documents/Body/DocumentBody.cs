using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace IncidentTraining.Core.Documents.Body;

/// <summary>Everything a person has written in a document: its title and its sections by id.</summary>
/// <param name="Title">The document's title.</param>
/// <param name="Sections">What was written, by section id. A section that is missing is empty.</param>
public sealed record DocumentBody(string Title, IReadOnlyDictionary<string, SectionBody> Sections)
{
    /// <summary>The most a document may hold, in bytes of UTF-8 text: about a hundred printed pages.</summary>
    public const int LargestBytes = 200 * 1024;

    private static readonly SectionBody Empty = new();

    /// <summary>
    /// How bodies are written as JSON, in the database and to the browser. Values are never written into HTML, so
    /// letters of all scripts may stand as they are.
    /// </summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The size that counts against <see cref="LargestBytes"/>: the text itself, not its packaging.</summary>
    [JsonIgnore]
    public int TextBytes => Encoding.UTF8.GetByteCount(Title) + Sections.Values.Sum(section => section.TextBytes);

    /// <summary>Whether nothing is missing where something must be. JSON from outside can hold nulls that no annotation catches.</summary>
    [JsonIgnore]
    public bool IsWhole => Sections.Values.All(section => section is not null && section.ActionItems.All(item => item is not null));

    /// <summary>What was written in a section; an empty one when nothing was.</summary>
    public SectionBody Section(string id) => Sections.GetValueOrDefault(id) ?? Empty;

    /// <summary>The same text without rows and sections in which nothing stands, line ends as <c>\n</c>.</summary>
    public DocumentBody Tidied() => new(
        Title.Trim(),
        new SortedDictionary<string, SectionBody>(
            Sections.Select(section => KeyValuePair.Create(section.Key, section.Value.Tidied()))
                .Where(section => !section.Value.IsEmpty)
                .ToDictionary(),
            StringComparer.Ordinal));

    /// <summary>Whether both hold the same text. Tidy both first.</summary>
    public bool SaysTheSameAs(DocumentBody other) => ToJson() == other.ToJson();

    /// <summary>As stored.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>From the stored form.</summary>
    /// <exception cref="JsonException">The row was not written by <see cref="ToJson"/>.</exception>
    public static DocumentBody FromJson(string json) => JsonSerializer.Deserialize<DocumentBody>(json, Json)
        ?? throw new JsonException("A stored document body is 'null'.");
}

/// <summary>What was written in one section: a text, or action items, as the section's form wants.</summary>
/// <param name="Text">Markdown; empty in a section of action items.</param>
/// <param name="Items">Action items; none in a section of text.</param>
public sealed record SectionBody(string Text = "", IReadOnlyList<ActionItem>? Items = null)
{
    /// <summary>The action items, none when the section has text.</summary>
    [JsonIgnore]
    public IReadOnlyList<ActionItem> ActionItems => Items ?? [];

    /// <summary>Whether nothing stands in it.</summary>
    [JsonIgnore]
    public bool IsEmpty => string.IsNullOrWhiteSpace(Text) && ActionItems.All(item => item.IsEmpty);

    internal int TextBytes => Encoding.UTF8.GetByteCount(Text)
        + ActionItems.Sum(item => Encoding.UTF8.GetByteCount(item.What) + Encoding.UTF8.GetByteCount(item.Owner) + Encoding.UTF8.GetByteCount(item.Ticket));

    internal SectionBody Tidied()
    {
        var items = ActionItems.Where(item => !item.IsEmpty).ToList();
        return new SectionBody(Text.ReplaceLineEndings("\n"), items.Count == 0 ? null : items);
    }
}
