using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using FluentValidation;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Documents.Body;

/// <summary>A document's text: its title and its sections by id.</summary>
/// <param name="Title">The document's title.</param>
/// <param name="Sections">The text by section id. A missing section is empty.</param>
public sealed record DocumentBody(string Title, IReadOnlyDictionary<string, SectionBody> Sections)
{
    /// <summary>The largest document, in bytes of UTF-8 text: about a hundred printed pages.</summary>
    public const int LargestBytes = 200 * 1024;

    /// <summary>The longest title, in characters.</summary>
    public const int LongestTitle = 200;

    private static readonly SectionBody Empty = new();

    /// <summary>What any text must keep, wherever it comes from.</summary>
    public sealed class Limits : AbstractValidator<DocumentBody>
    {
        public Limits() =>
            RuleFor(body => body.TextBytes)
                .LessThanOrEqualTo(LargestBytes)
                .WithMessage($"A document can contain at most {LargestBytes / 1024} KB of text.")
                .AsTooLarge();
    }

    /// <summary>
    /// The JSON format of bodies in the database and in the browser. Values are never embedded in HTML, so non-ASCII letters need no
    /// escaping.
    /// </summary>
    public static JsonSerializerOptions Json { get; } =
        new(JsonSerializerDefaults.Web)
        {
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
        };

    /// <summary>The size that counts against <see cref="LargestBytes"/>: the text without JSON overhead.</summary>
    [JsonIgnore]
    public int TextBytes => Encoding.UTF8.GetByteCount(Title) + Sections.Values.Sum(section => section.TextBytes);

    /// <summary>Whether all required parts are present. JSON from a client can contain nulls that annotations do not prevent.</summary>
    [JsonIgnore]
    public bool IsWhole => Sections.Values.All(section => section is not null && section.ActionItems.All(item => item is not null));

    /// <summary>Returns the contents of a section; empty when it is missing.</summary>
    public SectionBody Section(string id) => Sections.GetValueOrDefault(id) ?? Empty;

    /// <summary>Returns a copy without empty rows and sections and with <c>\n</c> line endings.</summary>
    public DocumentBody Tidied() =>
        new(
            Title.Trim(),
            new SortedDictionary<string, SectionBody>(
                Sections
                    .Select(section => KeyValuePair.Create(section.Key, section.Value.Tidied()))
                    .Where(section => !section.Value.IsEmpty)
                    .ToDictionary(),
                StringComparer.Ordinal
            )
        );

    /// <summary>Whether both have the same text. Tidy both first.</summary>
    public bool SaysTheSameAs(DocumentBody other) => ToJson() == other.ToJson();

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Parses the stored form.</summary>
    /// <exception cref="JsonException">The value was not written by <see cref="ToJson"/>.</exception>
    public static DocumentBody FromJson(string json) =>
        JsonSerializer.Deserialize<DocumentBody>(json, Json) ?? throw new JsonException("A stored document body is 'null'.");
}

/// <summary>The contents of a section: a text or action items, depending on the section's form.</summary>
/// <param name="Text">The text in Markdown; empty in a section of action items.</param>
/// <param name="Items">The action items; none in a text section.</param>
public sealed record SectionBody(string Text = "", IReadOnlyList<ActionItem>? Items = null)
{
    /// <summary>The action items; none in a text section.</summary>
    [JsonIgnore]
    public IReadOnlyList<ActionItem> ActionItems => Items ?? [];

    /// <summary>Whether it is empty.</summary>
    [JsonIgnore]
    public bool IsEmpty => string.IsNullOrWhiteSpace(Text) && ActionItems.All(item => item.IsEmpty);

    internal int TextBytes =>
        Encoding.UTF8.GetByteCount(Text)
        + ActionItems.Sum(item =>
            Encoding.UTF8.GetByteCount(item.What) + Encoding.UTF8.GetByteCount(item.Owner) + Encoding.UTF8.GetByteCount(item.Ticket)
        );

    internal SectionBody Tidied()
    {
        var items = ActionItems.Where(item => !item.IsEmpty).ToList();
        return new SectionBody(Text.ReplaceLineEndings("\n"), items.Count == 0 ? null : items);
    }
}
