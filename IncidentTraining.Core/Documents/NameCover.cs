using System.Security.Cryptography;
using System.Text.RegularExpressions;
using IncidentTraining.Core.Documents.Body;

namespace IncidentTraining.Core.Documents;

/// <summary>
/// Puts stand-ins over the names of people in what a grader reads who shall not know whose work it is. Nothing that is stored
/// changes, so the names are back as soon as they are not hidden any more.
/// </summary>
/// <remarks>
/// Whole names are covered wherever they stand, and the parts of a name behind an @, as the channel of a run calls people. A bare first
/// name is left: it may be a word, and a text whose words were changed could not be graded.
/// </remarks>
public sealed class NameCover
{
    private readonly Dictionary<string, string> _standIns = new(StringComparer.Ordinal);
    private readonly Regex? _names;

    /// <summary>Covers the names of these people.</summary>
    /// <param name="about">What is read, a document or a run. The stand-ins are the same throughout it and others elsewhere, so that they tell nothing about who did both.</param>
    /// <param name="people">The people.</param>
    public NameCover(Guid about, IEnumerable<(Guid PersonId, string Name)> people)
    {
        foreach (var (personId, name) in people)
        {
            var standIn = $"Trainee {Convert.ToHexString(SHA256.HashData([.. about.ToByteArray(), .. personId.ToByteArray()]))[..4]}";
            _standIns.TryAdd(name, standIn);
            foreach (var part in name.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                _standIns.TryAdd($"@{part}", $"@{standIn}");
            }
        }

        // The longest first: "Ana" must not take the beginning of "Ana Maria".
        _names = _standIns.Count == 0 ? null : new Regex(
            $@"(?<![\p{{L}}\p{{N}}])(?:{string.Join('|', _standIns.Keys.OrderByDescending(name => name.Length).Select(Regex.Escape))})(?![\p{{L}}\p{{N}}])",
            RegexOptions.CultureInvariant);
    }

    /// <summary>Covers nothing.</summary>
    public static NameCover None { get; } = new(Guid.Empty, []);

    /// <summary>The text with stand-ins for the names.</summary>
    public string Over(string text) => _names?.Replace(text, name => _standIns[name.Value]) ?? text;

    /// <summary>The document with stand-ins for the names, wherever they stand in it.</summary>
    public DocumentBody Over(DocumentBody body) => _names is null ? body : new DocumentBody(
        Over(body.Title),
        body.Sections.ToDictionary(section => section.Key, section => section.Value with
        {
            Text = Over(section.Value.Text),
            Items = section.Value.Items is { } items ? [.. items.Select(item => item with { What = Over(item.What), Owner = Over(item.Owner) })] : null,
        }));
}
